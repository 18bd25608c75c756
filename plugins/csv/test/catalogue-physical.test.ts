import {gzipSync} from 'node:zlib'
import {readAll} from '@everport/plugin-kit/testing'
import {describe, expect, it} from 'vitest'
import {csv} from '../src/index.js'
import {chat, inPieces, notice, readTable, skips, texts, treeOf} from './read-table.js'

const utf16 = (text: string, order: 'le' | 'be', mark: boolean) => {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}
const latin = (text: string) => Buffer.from(text.replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1')

// The edge cases of the format are numbered: each test names its own.
describe('catalogue 1 to 39: bytes, rows and files', () => {
  it.each([1, 3, 1000])('1. drops the byte order mark before the first name, in pieces of %i bytes', async (size) => {
    const plain = inPieces(treeOf(`\uFEFF${chat('hi')}`), size)
    expect(texts(await readAll(csv, plain))).toEqual(['hi'])
    const quoted = inPieces(treeOf('\uFEFF"timestamp","sender","message"\n2024-03-01T09:00:00Z,Ada,hi\n'), size)
    const read = await readAll(csv, quoted)
    expect(texts(read)).toEqual(['hi'])
    expect(notice(read, 'decided')).toContain('time = timestamp,')
  })

  it('2. reads over the byte order mark and the header of a file that was appended', async () => {
    const read = await readTable(`${chat('one')}\uFEFF${chat('two')}`)
    expect(texts(read)).toEqual(['one', 'two'])
    expect(skips(read)).toEqual([])
    expect(notice(read, 'repeated-header')).toContain('once')
    expect(notice(read, 'joined-files')).toContain('a byte order mark inside the file was')
  })

  it.each(['le', 'be'] as const)('3. decodes UTF-16%s with a mark and tabs, as .txt', async (order) => {
    const text = 'timestamp\tsender\tmessage\r\n2024-03-01T09:00:00Z\tZoë\tHi, 李雷 😀\r\n'
    const read = await readTable({'export.txt': utf16(text, order, true)})
    expect(read.messages).toMatchObject([{sender: 'Zoë', text: 'Hi, 李雷 😀'}])
  })

  it.each(['le', 'be'] as const)('4. sees UTF-16%s without a mark by its NUL bytes', async (order) => {
    expect(texts(await readTable(utf16(chat('Zoë', 'multi'), order, false)))).toEqual(['Zoë', 'multi'])
  })

  it('4. names the option when NUL bytes make no sense', async () => {
    const odd = Buffer.concat([Buffer.from(chat('hi')), Buffer.alloc(40)])
    await expect(readTable(odd)).rejects.toThrow(/--encoding utf-16le/)
  })

  it('5. takes what is not UTF-8 for windows-1252 and shows a sample', async () => {
    const read = await readTable(latin('Datum;Absender;Nachricht\n13.03.2024 21:05;Zoë;“ok”\n'), {timezone: 'UTC'})
    expect(read.messages).toMatchObject([{sender: 'Zoë', text: '“ok”'}])
    expect(read.notices.filter(({code}) => code === 'assumed-encoding')).toHaveLength(1)
    expect(notice(read, 'assumed-encoding')).toMatch(/taken as windows-1252: it reads "Zoë".*--encoding windows-1251/)
  })

  it('6. reads windows-1251 when told', async () => {
    const bytes = Buffer.from([0xc8, 0xe2, 0xe0, 0xed])
    const file = Buffer.concat([Buffer.from('time;from;text\n2024-03-01T09:00:00Z;'), bytes, Buffer.from(';ok\n')])
    expect((await readTable(file, {encoding: 'windows-1251'})).messages).toMatchObject([{sender: 'Иван'}])
    expect(notice(await readTable(file), 'assumed-encoding')).toContain('it reads "Èâàí"')
  })

  it('6. refuses an encoding that does not exist', async () => {
    await expect(readTable(chat('hi'), {encoding: 'klingon'})).rejects.toMatchObject({code: 'CONFIG_INVALID'})
  })

  it('7. turns one bad byte far down into U+FFFD, with its line, and reads on', async () => {
    const rows = Array.from({length: 9000}, (_, n) => `2024-03-01T09:00:00Z,Zoë,message number ${n}`)
    const before = Buffer.from(`timestamp,sender,message\n${rows.join('\n')}\n`)
    const file = Buffer.concat([
      before,
      Buffer.from('2024-03-01T09:00:00Z,Zoë,b'),
      Buffer.from([0xff]),
      Buffer.from('d\n'),
    ])
    const read = await readTable(file)
    expect(read.messages).toHaveLength(9001)
    expect(read.messages.at(-1)).toMatchObject({sender: 'Zoë', text: 'b\uFFFDd', place: {line: 9002}})
    expect(notice(read, 'invalid-bytes')).toContain('a byte is not valid utf-8, on line 9002')
  })

  it.each([1, 2, 3, 5, 7])('8. 9. keeps characters and line ends whole in pieces of %i bytes', async (size) => {
    const text = 'timestamp,sender,message\r\n2024-03-01T09:00:00Z,李雷,"a\r\nb 😀"\r\n2024-03-01T09:00:01Z,Zoë,ok\r\n'
    const read = await readAll(csv, inPieces(treeOf(text), size))
    expect(read.messages.map(({sender, text, place}) => [sender, text, place?.line])).toEqual([
      ['李雷', 'a\nb 😀', 2],
      ['Zoë', 'ok', 4],
    ])
  })

  it('10. recognises rows that end with a bare CR', async () => {
    expect(texts(await readTable(chat('hi', 'yo').replaceAll('\n', '\r')))).toEqual(['hi', 'yo'])
  })

  it('11. takes LF and CRLF as ends of rows, and a bare CR in a cell as text', async () => {
    const mixed = 'timestamp,sender,message\r\n2024-03-01T09:00:00Z,Ada,hi\n2024-03-01T09:00:01Z,Bob,"in\r\ncell"\r\n'
    expect(texts(await readTable(mixed))).toEqual(['hi', 'in\ncell'])
    expect(texts(await readTable(chat('@x \r\rI love it', 'next')))).toEqual(['@x \n\nI love it', 'next'])
  })

  it('12. uses the line sep=; and does not read it', async () => {
    const read = await readTable('sep=;\r\nTime;From;Text\r\n2024-03-01T09:00:00Z;Ada;a,b,c\r\n')
    expect(read.messages).toMatchObject([{text: 'a,b,c', place: {line: 3}}])
    const headless = await readTable('sep=;\n2024-03-01T09:00:00Z;Ada;a b\n2024-03-01T09:00:01Z;Bob;c d\n')
    expect(texts(headless)).toEqual(['a b', 'c d'])
  })

  it.each([
    [';', 'a, b, c and d', 'e, f'],
    [',', 'a; b; c; d', 'e; f; g'],
    ['\t', 'a, b; c|d', 'e, f'],
    ['|', 'a, b; c', 'd, e; f'],
    ['^', 'a, b', 'c; d'],
  ])('13. finds the delimiter %j by even rows, not by counting', async (delimiter, one, two) => {
    const file = chat('X', 'Y').replaceAll(',', delimiter).replace('X', one).replace('Y', two)
    expect(texts(await readTable(file))).toEqual([one, two])
  })

  it('14. takes quotes for text where they open cells and do not close them', async () => {
    const rows = ['"Hello" he said', 'he said "hi"', '"quoted", she said, "twice" over', '"no end']
    const file = ['timestamp\tsender\tmessage', ...rows.map((row) => `2024-03-01T09:00:00Z\tAda\t${row}`), ''].join(
      '\n',
    )
    expect(texts(await readTable(file))).toEqual(rows)
  })

  it('15. reads doubled quotes as one', async () => {
    expect(texts(await readTable(chat('"he said ""hi"""', '"""all"""')))).toEqual(['he said "hi"', '"all"'])
  })

  it('16. reads backslash quotes where the table is only even with them', async () => {
    expect(texts(await readTable(chat('"he said \\"hi\\", ok"', '"a \\", b"')))).toEqual(['he said "hi", ok', 'a ", b'])
  })

  it('17. closes a quote only where a delimiter or the end of the row follows, and counts', async () => {
    const read = await readTable(chat('"he said "hi" ok"', '"two "lines" of\nit"', 'plain'))
    expect(texts(read)).toEqual(['he said "hi" ok', 'two "lines" of\nit', 'plain'])
    expect(notice(read, 'repaired-quotes')).toContain('2 rows')
  })

  it('18. leaves a quote inside a cell as it is', async () => {
    expect(texts(await readTable(chat('5" disk', 'a 3.5" one')))).toEqual(['5" disk', 'a 3.5" one'])
  })

  it('19. loses one line to a quote that is never closed, and points at it', async () => {
    const read = await readTable(chat('fine', '"never closed', 'next', '"proper, quoted"', 'last'))
    expect(texts(read)).toEqual(['fine', 'next', 'proper, quoted', 'last'])
    expect(skips(read)).toEqual(['unclosed-quote 3'])
  })

  it('19. limits what such a quote can take in', async () => {
    const many = Array.from(
      {length: 60_000},
      (_, n) => `2024-03-01T09:00:00Z,Ada,a message that is long enough to fill the limit ${n}`,
    )
    const read = await readTable(`${chat('"never closed')}${many.join('\n')}\n`)
    expect(read.messages).toHaveLength(60_000)
    expect(skips(read)).toEqual(['unclosed-quote 2'])
  })

  it('20. accepts a pasted log of two megabytes', async () => {
    const log = 'line of a log, with commas\n'.repeat(80_000)
    const [long, next] = (await readTable(chat(`"${log}"`, 'next'))).messages
    expect(long?.text).toBe(log.trim())
    expect(next).toMatchObject({text: 'next', place: {line: 80_003}})
  })

  it('21. removes NUL bytes and counts them', async () => {
    const read = await readTable(chat('a\0b', 'a perfectly normal text that is long enough'))
    expect(texts(read)[0]).toBe('ab')
    expect(notice(read, 'nul-bytes')).toContain('a NUL byte was')
  })

  it.each([
    ['nothing', ''],
    ['a byte order mark', '\uFEFF'],
    ['line ends', '\r\n\r\n'],
    ['a header', 'timestamp,sender,message\n'],
  ])('22. reads a file of %s as no messages, with a word', async (_, content) => {
    const read = await readTable(content)
    expect([read.messages, read.skips]).toEqual([[], []])
    expect(notice(read, 'no-rows')).toMatch(/is empty|no rows/)
  })

  it('23. passes over blank lines, empty cells and blanks, and counts them', async () => {
    const read = await readTable(
      'timestamp,sender,message\n\n2024-03-01T09:00:00Z,Ada,one\n,,\n   \n2024-03-01T09:00:01Z,Bob,two\n\n',
    )
    expect(texts(read)).toEqual(['one', 'two'])
    expect(read.skips).toEqual([])
    expect(notice(read, 'blank-rows')).toContain('4 blank rows')
    expect(read.messages.map(({place}) => place?.line)).toEqual([3, 6])
  })

  it('24. joins the pieces of a text with unquoted delimiters', async () => {
    const last = await readTable(chat('unquoted, comma, in text', 'ok'))
    expect(texts(last)).toEqual(['unquoted, comma, in text', 'ok'])
    expect(notice(last, 'repaired-rows')).toContain('1 row')
    const inside = `session_id,timestamp,user_msg,bot_reply,intent,resolved
1,2025-06-01T10:00:00Z,Reset?,Use the link,reset,TRUE
2,2025-06-01T10:01:00Z,Open?,I'm sorry, I didn't get that.,unknown,FALSE
3,2025-06-01T10:02:00Z,Open, maybe?,Yes,open,TRUE
`
    expect(texts(await readTable(inside))).toEqual([
      'Reset?',
      'Use the link',
      'Open?',
      "I'm sorry, I didn't get that.",
      'Open, maybe?',
      'Yes',
    ])
  })

  it('24. rejects the row when nothing proves which pieces belong together', async () => {
    const read = await readTable(
      'timestamp,sender,message,score\n2024-03-01T09:00:00Z,Ada,fine,1\n2024-03-01T09:00:01Z,Doe, John,hello,2\n2024-03-01T09:00:02Z,Cy,a, b,x\n',
    )
    expect(texts(read)).toEqual(['fine'])
    expect(skips(read)).toEqual(['long-row 3', 'long-row 4'])
  })

  it('25. fills missing cells, and rejects the row when its text is missing', async () => {
    const read = await readTable(
      'timestamp,sender,message,tag\n2024-03-01T09:00:00Z,Ada,one\n2024-03-01T09:00:01Z,Bob\n2024-03-01T09:00:02Z,Cy,two,x\n',
    )
    expect(texts(read)).toEqual(['one', 'two'])
    expect(skips(read)).toEqual(['short-row 3'])
  })

  it('26. ignores a delimiter at the end of every row', async () => {
    const read = await readTable(
      'timestamp,sender,message\n2024-03-01T09:00:00Z,Ada,one,\n2024-03-01T09:00:01Z,Bob,two,\n',
    )
    expect(texts(read)).toEqual(['one', 'two'])
    expect(notice(read, 'repaired-rows')).toBeUndefined()
  })

  it('27. reports a last row that is cut, and does not yield it', async () => {
    const read = await readTable(`${chat('one')}2024-03-01T09:00:01Z,Bob,"cut in the mid`)
    expect(texts(read)).toEqual(['one'])
    expect(skips(read)).toEqual(['cut-row 3'])
  })

  it('28. 29. skips what stands before the header and rejects the footer, by physical lines', async () => {
    const read = await readTable(
      'Chat export\nGenerated,2024-03-02\n\nTimestamp,Sender,Message\n2024-03-01T09:00:00Z,Ada,hi\nTotal messages:,1\nExported by,me,today\n',
    )
    expect(read.messages).toMatchObject([{text: 'hi', place: {line: 5}}])
    expect(skips(read)).toEqual(['short-row 6', 'bad-time 7'])
    expect(notice(read, 'decided')).toContain('header on line 4')
  })

  it('30. reads tables without a header, and columns by number', async () => {
    const rows = '2024-03-01T09:00:00Z,Ada,hello there\n2024-03-01T09:00:09Z,Bob,general kenobi\n'
    const found = await readTable(rows)
    expect(found.messages.map(({sender, text}) => [sender, text])).toEqual([
      ['Ada', 'hello there'],
      ['Bob', 'general kenobi'],
    ])
    expect(notice(found, 'decided')).toContain('name = column 2 (by its values)')
    const told = await readTable('1,2,3\n'.replace('1', '2024-03-01T09:00:00Z'), {
      header: false,
      map: ['time=1', 'name=3', 'text=2'],
    })
    expect(told.messages).toMatchObject([{sender: '3', text: '2'}])
  })

  it('30. asks when two columns without names could be the sender', async () => {
    const rows =
      '2025-02-17T00:18:16Z,channelone,usera,no header here\n2025-02-17T00:18:17Z,channeltwo,userb,none at all\n'
    await expect(readTable(rows)).rejects.toMatchObject({
      code: 'INPUT_NEEDS_OPTION',
      message: expect.stringContaining('2 "channelone", 3 "usera"'),
    })
    const read = await readTable(rows, {map: ['name=3', 'conversation=2']})
    expect(read.conversations.map(({id}) => id)).toEqual(['channelone', 'channeltwo'])
  })

  it('31. matches names in any case, with blanks, soft and invisible characters', async () => {
    const read = await readTable(
      '\u200BTIME STAMP\u00A0,  Sender_Name ,Message (optional)\n2024-03-01T09:00:00Z,Ada,hi\n',
    )
    expect(read.messages).toMatchObject([{sender: 'Ada', text: 'hi'}])
  })

  it('32. numbers names that stand twice, and asks which one is meant', async () => {
    const file = 'id,date,name,name,,message\n1,2024-03-01T09:00:00Z,Ada,ada@example.com,x,hi\n'
    const read = await readTable(file)
    expect(read.messages).toMatchObject([{sender: 'Ada'}])
    expect(read.notices.map(({message}) => message).join()).toContain('columns 3 and 4 are both called "name"')
    await expect(readTable(file, {map: ['name=name']})).rejects.toThrow('columns 3 and 4 are both called "name"')
    expect((await readTable(file, {map: ['name=4']})).messages).toMatchObject([{sender: 'ada@example.com'}])
  })

  it('33. ignores the unnamed index that pandas writes', async () => {
    const read = await readTable(
      ',timestamp,sender,message\n0,2024-03-01T09:00:00Z,Ada,hi\n1,2024-03-01T09:00:01Z,Bob,yo\n',
    )
    expect(texts(read)).toEqual(['hi', 'yo'])
  })

  it('34. maps by name in every part, whatever the order of its columns', async () => {
    const read = await readTable({
      'a/1.csv': 'timestamp,sender,message\n2024-03-01T09:00:00Z,Ada,one\n',
      'a/2.csv': 'message,timestamp,sender\ntwo,2024-03-01T09:00:01Z,Bob\nshort\n',
    })
    expect(read.messages.map(({sender, text, conversation}) => [sender, text, conversation])).toEqual([
      ['Ada', 'one', 'a'],
      ['Bob', 'two', 'a'],
    ])
    expect(skips(read)).toEqual(['short-row 3'])
  })

  it('35. reads part 2 before part 10', async () => {
    const parts = Object.fromEntries([10, 2, 1].map((n) => [`general/${n}.csv`, chat(`part ${n}`)]))
    expect(texts(await readTable(parts))).toEqual(['part 1', 'part 2', 'part 10'])
  })

  it('36. reads gzip as a stream, and what a damaged one still holds', async () => {
    const rows = chat(...Array.from({length: 50}, (_, n) => `message ${n}`))
    const packed = gzipSync(rows)
    expect((await readTable({'chat.csv.gz': packed})).messages).toHaveLength(50)
    const long = gzipSync(
      Array.from({length: 40_000}, (_, n) => `2024-03-01T09:00:00Z,Ada,${Math.sin(n)}`)
        .join('\n')
        .replace(/^/, 'timestamp,sender,message\n'),
    )
    const cut = await readTable({'chat.csv.gz': long.subarray(0, long.length - 1000)})
    expect(cut.messages.length).toBeGreaterThan(30_000)
    expect(notice(cut, 'unreadable-file')).toContain('chat.csv.gz')
  })

  it.each([
    ['PK\x03\x04rest', /Excel workbook.*CSV UTF-8/],
    ['<html><table>', /web page/],
    ['[{"a": 1}]', /JSON/],
    ['{"messages": []}', /JSON/],
    ['%PDF-1.7', /PDF/],
  ])('37. says what %j is instead, and what to do', async (content, sentence) => {
    await expect(readTable(content)).rejects.toMatchObject({
      code: 'INPUT_UNRECOGNISED',
      message: expect.stringMatching(sentence),
    })
    expect(await csv.detect(treeOf(content))).toMatchObject({confidence: 'no', refused: true})
  })

  it('38. takes # for a comment only when told', async () => {
    const file = '# made by hand\ntimestamp,sender,message\n2024-03-01T09:00:00Z,Ada,hi\n#channel is, what,I mean\n'
    const read = await readTable(file, {comment: '#'})
    expect(read.messages).toMatchObject([{text: 'hi', place: {line: 3}}])
    expect(read.skips).toEqual([])
    expect(skips(await readTable(file))).toEqual(['bad-time 4'])
  })

  it('39. reads a file that grew since it was listed', async () => {
    const tree = treeOf(chat('one', 'two', 'three'))
    const [file] = await tree.files()
    if (file === undefined) throw new Error('no file')
    const grown = {
      ...tree,
      files: async () => [{...file, size: 60, head: (length: number) => file.head(Math.min(60, length))}],
    }
    expect(texts(await readAll(csv, grown))).toEqual(['one', 'two', 'three'])
  })
})
