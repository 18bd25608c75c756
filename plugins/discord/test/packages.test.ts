import {describe, expect, it} from 'vitest'
import {exporterJson, message} from './exporter-json.js'
import {codes, type Files, readFiles, reasons, staged, texts} from './read-files.js'

const OWNER = '111111111111111111'
const FRIEND = '222222222222222222'
const DM = '444444444444444441'

interface Row {
  ID?: string
  Timestamp?: string
  Contents?: string
  Attachments?: string
}

/** messages.json as Discord writes it: the ids are numbers beyond 2^53. */
function messagesJson(rows: Row[]): string {
  const cells = rows.map(
    ({ID = '897870239797215243', Timestamp = '2021-10-13 15:35:46', Contents = 'hi', Attachments = ''}) =>
      `{"ID": ${ID}, "Timestamp": ${JSON.stringify(Timestamp)}, "Contents": ${JSON.stringify(Contents)}, "Attachments": ${JSON.stringify(Attachments)}}`,
  )
  return `[${cells.join(', ')}]`
}

function dataPackage(
  channels: Record<string, {channel?: object; rows?: Row[]; label?: string | null; csv?: string}>,
  root = 'Messages',
): Files {
  const files: Files = {
    'README.txt': 'Welcome to your Discord Data Package!',
    'Account/user.json': JSON.stringify({
      id: OWNER,
      username: 'me',
      discriminator: 0,
      global_name: 'Me Myself',
      settings: {frecency: {users: [1, 2, 3]}},
      relationships: [
        {id: FRIEND, type: 1, nickname: null, user: {id: FRIEND, username: 'friend', discriminator: '0002'}},
      ],
    }),
    [`${root}/index.json`]: JSON.stringify(
      Object.fromEntries(Object.entries(channels).map(([id, {label = null}]) => [id, label])),
    ),
  }
  for (const [id, {channel = {}, rows, csv}] of Object.entries(channels)) {
    files[`${root}/c${id}/channel.json`] = JSON.stringify({id, type: 'GUILD_TEXT', ...channel})
    if (rows !== undefined) files[`${root}/c${id}/messages.json`] = messagesJson(rows)
    if (csv !== undefined) files[`${root}/c${id}/messages.csv`] = csv
  }
  return files
}

describe('a data package', () => {
  it('#21 keeps ids beyond 2^53 exact, also where a text looks like one', async () => {
    const {messages} = await readFiles(dataPackage({[DM]: {rows: [{ID: '897870239797215243', Contents: '"ID": 123'}]}}))
    expect(messages).toMatchObject([{id: '897870239797215243', text: '"ID": 123'}])
  })

  it('#40 is all said by its owner, and says so', async () => {
    const result = await readFiles(dataPackage({[DM]: {rows: [{}, {ID: '897870239797215244'}]}}))
    expect(result.people).toContainEqual({type: 'person', id: OWNER, name: 'Me Myself', handle: 'me'})
    expect(new Set(result.messages.map(({sender}) => sender))).toEqual(new Set([OWNER]))
    expect(result.notices).toMatchObject([{code: 'own-messages-only', message: expect.stringContaining('Me Myself')}])
  })

  it('#27 has times in UTC, with milliseconds from the id', async () => {
    const {messages} = await readFiles(
      dataPackage({[DM]: {rows: [{ID: '1102534884993282105', Timestamp: '2023-05-01 10:00:00'}]}}),
    )
    expect(messages[0]!.at).toBe(Date.UTC(2023, 4, 1, 10, 0, 0, 690))
  })

  it('comes out in order within a millisecond, though its files are newest first', async () => {
    const ids = ['1102534884993282107', '1102534884993282106', '1102534884993282105']
    const rows = ids.map((ID, index) => ({ID, Timestamp: '2023-05-01 10:00:00', Contents: String(3 - index)}))
    const {messages} = await readFiles(dataPackage({[DM]: {rows}}))
    expect(texts(messages)).toEqual(['3', '2', '1'])
    expect(texts(staged(messages))).toEqual(['1', '2', '3'])
  })

  it.each([
    [
      '#74 a label of null and a name',
      {channel: {name: 'general', guild: {id: '6', name: 'S'}}, label: null},
      'S / general',
    ],
    ['#74 a label of null and nothing else', {label: null}, `Unknown channel ${DM}`],
    ['#74 the label None', {label: 'None'}, `Unknown channel ${DM}`],
    ['a label alone', {label: 'general in My Server'}, 'My Server / general'],
    ['a label with in in it', {label: 'come in here in My Server'}, 'My Server / come in here'],
    [
      'an unknown channel of a known server',
      {label: 'Unknown channel in My Server'},
      `My Server / Unknown channel ${DM}`,
    ],
    [
      'a direct message',
      {channel: {type: 'DM', recipients: [OWNER, FRIEND]}, label: 'Direct Message with pal#0002'},
      'pal',
    ],
    [
      'a direct message with a name of the new style',
      {channel: {type: 1, recipients: [OWNER, FRIEND]}, label: 'Direct Message with pal#0'},
      'pal',
    ],
    ['a direct message without a label', {channel: {type: 1, recipients: [OWNER, FRIEND]}}, 'friend'],
    [
      '#82 a person whom the label does not know',
      {channel: {type: 'DM', recipients: [OWNER, FRIEND]}, label: 'Direct Message with Unknown Participant'},
      'friend',
    ],
    [
      '#82 a deleted person with a label',
      {channel: {type: 'DM', recipients: ['Deleted User', OWNER]}, label: 'Direct Message with gone#1234'},
      'gone',
    ],
    [
      '#82 a deleted person without a label',
      {channel: {type: 'DM', recipients: ['Deleted User', OWNER]}},
      'Deleted User',
    ],
    ['#83 a group without a name', {channel: {type: 'GROUP_DM'}}, `Group DM ${DM}`],
    ['#83 a group with a label', {channel: {type: 3}, label: 'the gang'}, 'the gang'],
  ])('names a channel by what it has: %s', async (_, channel, name) => {
    const {conversations} = await readFiles(dataPackage({[DM]: {...channel, rows: [{}]}}))
    expect(conversations.map((conversation) => conversation.name)).toEqual([name])
  })

  it.each([
    ['DM', 'direct'],
    [1, 'direct'],
    ['GROUP_DM', 'group'],
    [3, 'group'],
    ['PUBLIC_THREAD', 'group'],
    [0, 'group'],
  ])('has a channel of type %j that is %s', async (type, kind) => {
    const {conversations} = await readFiles(
      dataPackage({[DM]: {channel: {type, recipients: [OWNER, 'Deleted User']}, rows: [{}]}}),
    )
    expect(conversations).toMatchObject([{id: DM, kind, people: [OWNER]}])
  })

  it('reads a channel whose folder was renamed under the id that channel.json tells', async () => {
    const {
      [`Messages/c${DM}/channel.json`]: channel,
      [`Messages/c${DM}/messages.json`]: messages,
      ...rest
    } = dataPackage({[DM]: {rows: [{Contents: 'renamed'}]}, '444444444444444442': {rows: [{Contents: 'other'}]}})
    const result = await readFiles({
      ...rest,
      'Messages/my best friend/channel.json': channel!,
      'Messages/my best friend/messages.json': messages!,
    })
    expect(result.messages).toMatchObject([
      {conversation: '444444444444444442', text: 'other'},
      {conversation: DM, text: 'renamed'},
    ])
    expect(codes(result)).toEqual(['own-messages-only'])
  })

  it.each([
    ['without channel.json', {}],
    ['of a channel that is there already', {'channel.json': `{"id": "${DM}"}`}],
    ['of no channel', {'channel.json': '{"id": "nine"}'}],
    ['with a broken channel.json', {'channel.json': '{"id"'}],
  ])('names a folder that is left out: %s', async (_, files) => {
    const extra = Object.entries(files).map(([name, content]): [string, string] => [`Messages/copy/${name}`, content])
    const result = await readFiles({
      ...dataPackage({[DM]: {rows: [{Contents: 'kept'}]}}),
      ...Object.fromEntries(extra),
      'Messages/copy/messages.json': messagesJson([{Contents: 'lost'}]),
    })
    expect(texts(result.messages)).toEqual(['kept'])
    expect(result.notices).toContainEqual(
      expect.objectContaining({code: 'unknown-folder', place: {file: 'Messages/copy/messages.json'}}),
    )
  })

  it('#75 may have channels without a file of messages, which are counted', async () => {
    const result = await readFiles(dataPackage({[DM]: {}, '444444444444444442': {rows: [{}]}}))
    expect(result.conversations.map(({id}) => id)).toEqual(['444444444444444442'])
    expect(result.notices).toContainEqual(
      expect.objectContaining({code: 'no-messages-file', message: expect.stringMatching(/^1 channel of/)}),
    )
  })

  it('#76 may have a file without messages', async () => {
    const result = await readFiles(dataPackage({[DM]: {rows: []}}))
    expect([result.messages, result.skips]).toEqual([[], []])
    expect(result.conversations).toHaveLength(1)
  })

  it.each(['messages.json', 'messages.csv'])('tells of a %s that has lost everything', async (name) => {
    for (const nothing of ['', '\n', ' \r\n']) {
      const files = dataPackage({[DM]: {}, '444444444444444442': {rows: [{Contents: 'kept'}]}})
      const file = `Messages/c${DM}/${name}`
      const result = await readFiles({...files, [file]: nothing})
      expect(texts(result.messages)).toEqual(['kept'])
      const code = nothing === '' ? 'empty-file' : expect.stringMatching(/^(unreadable-file|truncated)$/)
      expect(result.notices).toContainEqual(expect.objectContaining({code, place: expect.objectContaining({file})}))
    }
  })

  it.each(['null', '{"ID": 1}', '"x"'])('tells when messages.json is %s, no list', async (content) => {
    const result = await readFiles({...dataPackage({[DM]: {}}), [`Messages/c${DM}/messages.json`]: content})
    expect(codes(result)).toContain('unreadable-file')
  })

  it.each([
    ['general in S', 'group', 'S / general'],
    ['Direct Message with pal#0002', 'direct', 'pal'],
    [null, 'group', `Unknown channel ${DM}`],
  ])('reads messages without their channel.json, labelled %j', async (label, kind, name) => {
    const other = {'444444444444444442': {rows: [{Contents: 'b'}]}}
    const files = dataPackage({[DM]: {rows: [{Contents: 'a'}], label}, ...other})
    delete files[`Messages/c${DM}/channel.json`]
    files[`Messages/c${DM}/channel (1).json`] = '{}'
    const result = await readFiles(files)
    expect(texts(result.messages)).toEqual(['a', 'b'])
    expect(result.conversations[0]).toMatchObject({id: DM, kind, name})
    const place = {file: `Messages/c${DM}/messages.json`}
    expect(result.notices).toContainEqual(expect.objectContaining({code: 'no-channel-file', place}))
  })

  it('is known by its messages when no channel.json is left', async () => {
    const files = dataPackage({[DM]: {rows: [{}]}})
    delete files[`Messages/c${DM}/channel.json`]
    const result = await readFiles(files)
    expect(result.messages).toMatchObject([{conversation: DM, sender: OWNER}])
    expect(codes(result)).toContain('no-channel-file')
  })

  it('reads the file of messages that has not lost everything', async () => {
    const csv = 'ID,Timestamp,Contents,Attachments\n1,2021-10-13 15:35:46,from csv,\n'
    const beside = {...dataPackage({[DM]: {csv}}), [`Messages/c${DM}/messages.json`]: ''}
    expect(texts((await readFiles(beside)).messages)).toEqual(['from csv'])
    const older = {...dataPackage({[DM]: {}}), [`Messages/${DM}/messages.json`]: messagesJson([{Contents: 'old'}])}
    expect(texts((await readFiles(older)).messages)).toEqual(['old'])
  })

  it.each([['Messages'], ['messages'], ['Nachrichten'], ['export/package/Messages']])(
    '#77 is found with its messages in %s',
    async (root) => {
      const files = dataPackage({[DM]: {rows: [{}]}}, root)
      const base = root.slice(0, root.lastIndexOf('/') + 1)
      const moved = {
        ...files,
        [`${base}Konto/user.json`]: files['Account/user.json']!,
        [`${base}Aktivitäten/1/users/user.json`]: '{"id": "9"}',
      }
      delete (moved as Files)['Account/user.json']
      const {messages} = await readFiles(moved)
      expect(messages).toMatchObject([{sender: OWNER}])
    },
  )

  it('#78 prefers the JSON of a channel that also has CSV', async () => {
    const csv = 'ID,Timestamp,Contents,Attachments\n1,2021-10-13 15:35:46,from csv,\n'
    const result = await readFiles(dataPackage({[DM]: {rows: [{Contents: 'from json'}], csv}}))
    expect(texts(result.messages)).toEqual(['from json'])
    expect(codes(result)).toContain('double-file')
  })

  it('#79 prefers c123/ to 123/', async () => {
    const files = dataPackage({[DM]: {rows: [{Contents: 'new'}]}})
    files[`Messages/${DM}/channel.json`] = '{}'
    files[`Messages/${DM}/messages.json`] = messagesJson([{Contents: 'old'}])
    const result = await readFiles(files)
    expect(texts(result.messages)).toEqual(['new'])
    expect(codes(result)).toContain('double-file')
  })

  it('#80 passes on rows without content, which staging counts as empty', async () => {
    const {messages} = await readFiles(dataPackage({[DM]: {rows: [{Contents: '', Attachments: ''}]}}))
    expect(messages).toMatchObject([{text: ''}])
    expect(messages[0]!.attachments).toBeUndefined()
  })

  it('#81 has rows with several attachments', async () => {
    const Attachments =
      'https://cdn.discordapp.com/a/1/a.png?ex=1&is=2&hm=3 https://cdn.discordapp.com/a/2/SPOILER_b.jpg?ex=1'
    const {messages} = await readFiles(dataPackage({[DM]: {rows: [{Attachments}]}}))
    expect(messages[0]!.attachments).toEqual([
      {kind: 'image', name: 'a.png', uri: 'https://cdn.discordapp.com/a/1/a.png'},
      {kind: 'image', name: 'b.jpg', uri: 'https://cdn.discordapp.com/a/2/SPOILER_b.jpg'},
    ])
  })

  it('resolves mentions by its friends and its list of channels', async () => {
    const rows = [{Contents: `<@${FRIEND}> see <#444444444444444442> and <@5>`}]
    const {messages} = await readFiles(dataPackage({[DM]: {rows}, '444444444444444442': {label: 'plans in S'}}))
    expect(texts(messages)).toEqual(['@friend see #plans and @5'])
  })

  it('reads CSV with new lines, quotes and Windows line ends', async () => {
    const csv =
      'ID,Timestamp,Contents,Attachments\r\n1102534884993282105,2023-05-01 10:00:00.690000+00:00,"hello, ""world""\r\nsecond",\r\n1102534877904908345,2023-05-01 09:59:59+00:00,x,\r\n'
    const {messages} = await readFiles(dataPackage({[DM]: {csv}}))
    expect(messages).toMatchObject([
      {id: '1102534884993282105', text: 'hello, "world"\nsecond', place: {line: 2}},
      {id: '1102534877904908345', text: 'x', place: {line: 4}},
    ])
  })

  it('#84 skips rows whose ids a spreadsheet destroyed', async () => {
    const csv = 'ID,Timestamp,Contents,Attachments\n8.97870239797215E+17,2023-05-01 10:00:00,x,\n'
    const result = await readFiles(dataPackage({[DM]: {csv}}))
    expect([result.messages, reasons(result)]).toEqual([[], ['damaged-id']])
  })

  it('needs to know whose it is', async () => {
    const files = {
      'index.json': '{}',
      [`c${DM}/channel.json`]: '{"type": 1}',
      [`c${DM}/messages.json`]: messagesJson([{}]),
    }
    await expect(readFiles(files)).rejects.toMatchObject({
      code: 'INPUT_NEEDS_OPTION',
      hints: [expect.stringContaining('--owner')],
    })
    const {messages, people} = await readFiles(files, {owner: OWNER})
    expect([messages[0]!.sender, people]).toEqual([OWNER, [{type: 'person', id: OWNER, name: OWNER}]])
    expect((await readFiles(files, {owner: 'Me'})).people).toEqual([
      {type: 'person', id: 'Me', name: 'Me', local: true},
    ])
  })

  it('may be one file of messages that somebody took out', async () => {
    const csv = 'ID,Timestamp,Contents,Attachments\n1102534884993282105,2023-05-01 10:00:00,x,\n'
    const {conversations, messages} = await readFiles(
      {[`c${DM}/messages.csv`]: csv, [`c5${DM.slice(1)}/messages.json`]: messagesJson([{}])},
      {owner: OWNER},
    )
    expect(conversations).toMatchObject([{id: DM, name: `Unknown channel ${DM}`}, {id: `5${DM.slice(1)}`}])
    expect(messages).toHaveLength(2)
  })

  it('may lie together with exports of DiscordChatExporter', async () => {
    const files = {
      ...dataPackage({[DM]: {rows: [{}]}}),
      'dce/My Server - general [1543572361285083187].json': exporterJson({messages: [message({content: 'theirs'})]}),
    }
    expect(texts((await readFiles(files)).messages)).toEqual(['hi', 'theirs'])
  })

  it('goes on when a small file is damaged', async () => {
    const files = dataPackage({[DM]: {rows: [{}]}, '444444444444444442': {rows: [{Contents: 'b'}]}})
    files[`Messages/c${DM}/channel.json`] = '{"id":'
    files['Messages/index.json'] = ''
    const result = await readFiles(files)
    expect(texts(result.messages)).toEqual(['hi', 'b'])
    expect(codes(result).filter((code) => code === 'unreadable-file')).toHaveLength(2)
  })
})
