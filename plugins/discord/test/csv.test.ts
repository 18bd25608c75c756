import {describe, expect, it} from 'vitest'
import {csvLayout} from '../src/csv/generation.js'
import {isSystemRow} from '../src/csv/system-rows.js'
import {codes, readFiles, reasons, staged, texts} from './read-files.js'

const HEADER = 'AuthorID,Author,Date,Content,Attachments,Reactions'
const NAME = 'My Server - Text Channels - general [1543572361285083187].csv'
const ANN = '1111111111111111'
const BOB = '2222222222222222'

type Row = [authorId: string, author: string, date: string, content: string, attachments?: string]

function csv(rows: Row[], header = HEADER): string {
  const lines = rows.map(([id, author, date, content, attachments = '']) =>
    [id, author, date, content, attachments, ''].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
  )
  return [header, ...lines, ''].join('\n')
}

describe('csvLayout', () => {
  const wide = {authorid: 0, author: 1, date: 2, content: 3, attachments: 4, reactions: 5}

  it.each([
    [
      '#71 2.5 to 2.14',
      '\uFEFFAuthor;Date;Content;Attachments;',
      {format: 'exporter', delimiter: ';', columns: {author: 0, date: 1, content: 2, attachments: 3}},
    ],
    [
      '#71 2.15',
      'AuthorID;Author;Date;Content;Attachments;Reactions;',
      {format: 'exporter', delimiter: ';', columns: wide},
    ],
    ['since 2.16', HEADER, {format: 'exporter', delimiter: ',', columns: wide}],
    [
      'quoted',
      '"AuthorID","Author","Date","Content","Attachments","Reactions"',
      {format: 'exporter', delimiter: ',', columns: wide},
    ],
    [
      'saved again by a spreadsheet',
      'AuthorID\tAuthor\tDate\tContent\tAttachments\tReactions',
      {format: 'exporter', delimiter: '\t', columns: wide},
    ],
    [
      'a data package',
      'ID,Timestamp,Contents,Attachments',
      {format: 'package', delimiter: ',', columns: {id: 0, timestamp: 1, contents: 2, attachments: 3}},
    ],
    ['another CSV', 'id,author,text', undefined],
    ['a line of text', 'hello', undefined],
  ])('recognises %s', (_, line, layout) => {
    expect(csvLayout(line)).toEqual(layout)
  })
})

describe('rows', () => {
  it('#71 of 2.15 end with a separator', async () => {
    const file =
      'AuthorID;Author;Date;Content;Attachments;Reactions;\n"1111111111111111";"Ann#0042";"05-Jun-19 07:28 AM";"a; b";"";"";\n'
    const {messages, people} = await readFiles({[NAME]: file})
    expect(messages).toMatchObject([{sender: ANN, senderName: 'Ann', text: 'a; b', at: Date.UTC(2019, 5, 5, 7, 28)}])
    expect(people).toMatchObject([{id: ANN, name: 'Ann'}])
  })

  it('#71 of the first versions have no author id', async () => {
    const file = '\uFEFFAuthor;Date;Content;Attachments;\nAnn#0042;05-Oct-18 12:08 PM;two, lines;;\n'
    const {messages, people} = await readFiles({[NAME]: file})
    expect(people).toEqual([{type: 'person', id: 'Ann#0042', name: 'Ann', local: true}])
    expect(messages).toMatchObject([{text: 'two, lines', at: Date.UTC(2018, 9, 5, 12, 8)}])
  })

  it('since 2.42.3 have exact times with their zone', async () => {
    const {messages, notices} = await readFiles({
      [NAME]: csv([[ANN, 'ann_99', '2023-09-23T13:15:48.3790000+03:00', 'x']]),
    })
    expect(messages).toMatchObject([{at: Date.parse('2023-09-23T10:15:48.379Z'), senderName: 'ann_99'}])
    expect(notices).toEqual([])
  })

  it('#29 follow the time zone that the user names, and summer time', async () => {
    const rows: Row[] = [
      [ANN, 'Ann#1', '05-Jan-19 07:28 AM', 'winter'],
      [ANN, 'Ann#1', '05-Jun-19 12:05 AM', 'summer'],
    ]
    const {messages, notices} = await readFiles({[NAME]: csv(rows)}, {timezone: 'Europe/Berlin'})
    expect(messages.map(({at}) => new Date(at).toISOString())).toEqual([
      '2019-01-05T06:28:00.000Z',
      '2019-06-04T22:05:00.000Z',
    ])
    expect(notices).toEqual([])
  })

  it('#29 without a named zone are read as UTC, and that is said once', async () => {
    const rows: Row[] = [
      [ANN, 'Ann#1', '05-Jun-19 12:05 AM', 'a'],
      [ANN, 'Ann#1', '05-Jun-19 12:06 AM', 'b'],
    ]
    const result = await readFiles({[NAME]: csv(rows), 'x.csv': csv(rows)})
    expect(result.messages[0]!.at).toBe(Date.UTC(2019, 5, 5, 0, 5))
    expect(result.notices).toMatchObject([{code: 'no-timezone', message: expect.stringContaining('--timezone')}])
  })

  it('#30 of one minute keep the order of the file', async () => {
    const contents = ['c', 'a', 'b', 'a']
    const rows = contents.map((content): Row => [ANN, 'Ann#0042', '05-Jun-19 07:28 AM', content])
    const {messages} = await readFiles({[NAME]: csv(rows)})
    expect(texts(staged(messages.toReversed()))).toEqual(contents)
    expect(new Set(messages.map(({id}) => id)).size).toBe(4)
  })

  it('#12 that were written newest first come out in order', async () => {
    const rows: Row[] = [
      [ANN, 'Ann#0042', '05-Jun-19 07:29 AM', '3'],
      [ANN, 'Ann#0042', '05-Jun-19 07:28 AM', '2'],
      [ANN, 'Ann#0042', '05-Jun-19 07:28 AM', '1'],
    ]
    const {messages} = await readFiles({[NAME]: csv(rows)})
    expect(texts(staged(messages))).toEqual(['1', '2', '3'])
  })

  it('#73 have cells with new lines and quotes', async () => {
    const {messages} = await readFiles({
      [NAME]: csv([
        [ANN, 'Ann#0042', '05-Jun-19 07:28 AM', 'say "hi"\r\nand, go\n'],
        [BOB, 'Bob#1', '05-Jun-19 07:29 AM', 'x'],
      ]),
    })
    expect(messages).toMatchObject([
      {text: 'say "hi"\nand, go\n', place: {file: NAME, line: 2}},
      {text: 'x', place: {line: 5}},
    ])
  })

  it('#38 of webhooks are programs, of deleted people not', async () => {
    const rows: Row[] = [
      [ANN, 'GitHub#0000', '05-Jun-19 07:28 AM', 'x'],
      [BOB, 'Deleted User#0000', '05-Jun-19 07:28 AM', 'y'],
    ]
    const result = await readFiles({[NAME]: csv(rows)})
    expect(result.messages.map(({senderName, bot}) => [senderName, bot])).toEqual([
      ['GitHub', true],
      ['Deleted User', undefined],
    ])
    expect(codes(result)).toContain('webhook-guess')
    const people = await readFiles({[NAME]: csv(rows)}, {webhooks: 'people'})
    expect(people.messages.map(({sender, bot}) => [sender, bot])).toEqual([
      [`${ANN}:GitHub`, undefined],
      [BOB, undefined],
    ])
  })

  it('#84 with ids that a spreadsheet destroyed are skipped', async () => {
    const result = await readFiles({[NAME]: csv([['8.97870239797215E+17', 'Ann#0042', '05-Jun-19 07:28 AM', 'x']])})
    expect([result.messages, reasons(result)]).toEqual([[], ['damaged-id']])
  })

  it('have attachments', async () => {
    const cell = 'https://cdn.discordapp.com/a/1/a,b.png?ex=1,https://cdn.discordapp.com/a/2/c.ogg'
    const {messages} = await readFiles({[NAME]: csv([[ANN, 'Ann#0042', '05-Jun-19 07:28 AM', '', cell]])})
    expect(messages[0]!.attachments).toEqual([
      {kind: 'image', name: 'a,b.png', uri: 'https://cdn.discordapp.com/a/1/a,b.png'},
      {kind: 'audio', name: 'c.ogg', uri: 'https://cdn.discordapp.com/a/2/c.ogg'},
    ])
  })

  it('that Discord wrote itself are events', async () => {
    const rows: Row[] = [
      [ANN, 'Ann#0042', '05-Jun-19 07:28 AM', 'Joined the server.'],
      [ANN, 'Ann#0042', '05-Jun-19 07:28 AM', 'I joined the server.'],
    ]
    const result = await readFiles({[NAME]: csv(rows)})
    expect([texts(result.messages), reasons(result)]).toEqual([['I joined the server.'], ['event']])
    expect((await readFiles({[NAME]: csv(rows)}, {events: true})).messages).toHaveLength(2)
  })

  it.each([
    ['01-Jan-01 12:00 AM', 'before Discord, as version 2.5 wrote all dates'],
    ['tomorrow', 'no date'],
    ['', 'nothing'],
  ])('with the date %j (%s) are counted', async (date) => {
    const result = await readFiles({
      [NAME]: csv([
        [ANN, 'Ann#0042', date, 'x'],
        [ANN, 'Ann#0042', '05-Jun-19 07:28 AM', 'y'],
      ]),
    })
    expect(result.skips).toMatchObject([{reason: 'bad-date', place: {file: NAME, line: 2}}])
    expect(texts(result.messages)).toEqual(['y'])
  })

  it('of a file that was cut inside a cell are kept up to there', async () => {
    const whole = csv([
      [ANN, 'Ann#0042', '05-Jun-19 07:28 AM', 'one'],
      [ANN, 'Ann#0042', '05-Jun-19 07:29 AM', 'two'],
    ])
    const result = await readFiles({[NAME]: whole.slice(0, whole.indexOf('wo"'))})
    expect([texts(result.messages), reasons(result), codes(result)]).toEqual([
      ['one'],
      ['truncated'],
      expect.arrayContaining(['truncated']),
    ])
  })

  it('that were saved again in another encoding are told about', async () => {
    const file = Buffer.from(csv([[ANN, 'Ann#0042', '05-Jun-19 07:28 AM', 'Zo\u00EB']]), 'latin1')
    const result = await readFiles({[NAME]: file})
    expect([texts(result.messages), codes(result)]).toEqual([['Zo\uFFFD'], expect.arrayContaining(['spoilt-text'])])
  })

  it('whose twelve-hour clock lost its AM and PM are told about', async () => {
    const rows = (text: (hour: string) => string) =>
      csv(
        Array.from(
          {length: 120},
          (_, row): Row => [ANN, 'Ann#0042', text(String((row % 12) + 1).padStart(2, '0')), `${row}`],
        ),
      )
    expect(codes(await readFiles({[NAME]: rows((hour) => `05-Mai-19 ${hour}:28`)}))).toContain('half-day-lost')
    expect(codes(await readFiles({[NAME]: rows((hour) => `05-Mai-19 ${hour}:28 PM`)}))).not.toContain('half-day-lost')
  })

  it('without any author are kept, and told about', async () => {
    const result = await readFiles({[NAME]: csv([['', '', '05-Jun-19 07:28 AM', 'x']])})
    expect(result.messages).toMatchObject([{sender: 'unknown', senderName: 'Unknown'}])
    expect(codes(result)).toContain('no-author')
  })

  it('hold a repeated header of files put together by hand', async () => {
    const part = csv([[ANN, 'Ann#0042', '05-Jun-19 07:28 AM', 'one']])
    const result = await readFiles({[NAME]: part + part.replace('one', 'two')})
    expect([texts(result.messages), result.skips]).toEqual([['one', 'two'], []])
  })
})

describe('ids', () => {
  const row = (minute: number, content = 'ok'): Row => [ANN, 'Ann#0042', `05-Jun-19 07:${minute} AM`, content]
  const idsOf = async (files: Record<string, string>) => (await readFiles(files)).messages.map(({id}) => id)

  it('stay the same when a longer file of the channel is read', async () => {
    const before = await idsOf({[NAME]: csv([row(28), row(28), row(29, 'x')])})
    const after = await idsOf({[NAME]: csv([row(27), row(28), row(28), row(29, 'x'), row(30)])})
    expect(after.slice(1, 4)).toEqual(before)
    expect(new Set(after).size).toBe(5)
  })

  it('go on counting over the parts of one export', async () => {
    const ids = await idsOf({
      [NAME]: csv([row(28), row(28)]),
      [NAME.replace('.csv', ' [part 2].csv')]: csv([row(28), row(29)]),
    })
    expect(new Set(ids).size).toBe(4)
  })

  it('#6 are equal where two exports of the channel overlap', async () => {
    const {messages} = await readFiles({
      [NAME.replace('.csv', ' (before 2020-01-01).csv')]: csv([row(28), row(28)]),
      [NAME.replace('.csv', ' (after 2019-01-01).csv')]: csv([row(28), row(28), row(29)]),
    })
    expect(staged(messages)).toHaveLength(3)
  })

  it('differ between channels', async () => {
    const [one, other] = await idsOf({'a.csv': csv([row(28)]), 'b.csv': csv([row(28)])})
    expect(one).not.toBe(other)
  })
})

describe('channels', () => {
  const FILE = csv([[ANN, 'Ann#0042', '05-Jun-19 07:28 AM', 'x']])
  const EMPTY = ''

  it.each([
    ['the name of the exporter', {[NAME]: FILE}, {id: '1543572361285083187', name: 'general', kind: 'group'}],
    [
      'a direct message',
      {'Direct Messages - Private - Bob [12345678901234567].csv': FILE},
      {id: '12345678901234567', name: 'Bob', kind: 'direct'},
    ],
    [
      'a range and a part',
      {'S - general [12345678901234567] (after 2020-01-01) [part 3].csv': FILE},
      {id: '12345678901234567', name: 'general', kind: 'group'},
    ],
    [
      'a thread with dashes',
      {'S - general - a - b [12345678901234567].csv': FILE},
      {id: '12345678901234567', name: 'a - b', kind: 'group'},
    ],
    ['the id alone', {'12345678901234567.csv': FILE}, {id: '12345678901234567', kind: 'group'}],
    [
      'a name alone',
      {'My Server/general.csv': FILE},
      {id: 'My Server/general', name: 'general', kind: 'group', local: true},
    ],
    [
      'a folder for each channel',
      {'2020-Jan-08/lounge/talk/1.csv': FILE},
      {id: 'lounge/talk', name: 'talk', kind: 'group', local: true},
    ],
    [
      'a folder of parts that begin with an id',
      {'2020-01-08/lounge/talk/429676131726262273.csv': FILE, '2020-01-08/lounge/talk/part.csv': EMPTY},
      {id: 'lounge/talk', name: 'talk', kind: 'group', local: true},
    ],
  ])('are known by %s', async (_, files, conversation) => {
    const {conversations, messages} = await readFiles(files)
    expect(conversations).toEqual([{type: 'conversation', ...conversation}])
    expect(messages[0]!.conversation).toBe(conversation.id)
  })

  it('are known by the folder around a single part', async () => {
    const {conversations} = await readFiles({'1.csv': FILE}, {}, {name: 'talk'})
    expect(conversations).toMatchObject([{id: 'talk', local: true}])
  })

  it('are read in the order of their parts', async () => {
    const part = (content: string) => csv([[ANN, 'Ann#0042', '05-Jun-19 07:28 AM', content]])
    const {messages} = await readFiles({'talk/10.csv': part('10'), 'talk/9.csv': part('9'), 'talk/1.csv': part('1')})
    expect(texts(staged(messages))).toEqual(['1', '9', '10'])
  })

  it('#72 without a single byte are ignored, and counted', async () => {
    const result = await readFiles({[NAME]: FILE, 'a/1.csv': EMPTY, 'b/1.csv': EMPTY})
    expect(result.conversations).toHaveLength(1)
    expect(result.notices.find(({code}) => code === 'empty-file')).toMatchObject({
      message: expect.stringMatching(/^2 files/),
    })
  })

  it('#1 with a header alone make the conversation known', async () => {
    const result = await readFiles({[NAME]: `${HEADER}\n`})
    expect([result.conversations.length, result.messages.length, result.notices]).toEqual([1, 0, []])
  })
})

describe('isSystemRow', () => {
  it.each([
    ['Pinned a message.', true],
    ['Started a call that lasted 113 minutes.', true],
    ['Added Bob to the group.', true],
    ['Changed the channel name: new name', true],
    ['Added a recipient.', true],
    ['Pinned a message. Look!', false],
    ['He said: Joined the server.', false],
    ['', false],
  ])('%j: %s', (content, expected) => {
    expect(isSystemRow(content)).toBe(expected)
  })
})
