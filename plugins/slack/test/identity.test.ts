import {memoryTree, subtree} from '@everport/plugin-kit'
import {describe, expect, test} from 'vitest'
import {
  ALICE,
  BOB,
  bareTree,
  codes,
  exportTree,
  GENERAL,
  message,
  read,
  skipped,
  texts,
  ts,
  user,
} from './small-export.js'

const DAY = '2020-01-01.json'

describe('identity of messages', () => {
  test('1 keeps equal times of two channels apart by conversation', async () => {
    const {messages} = await read(
      exportTree({
        'channels.json': [GENERAL, {id: 'C2RANDOM', name: 'random'}],
        [`general/${DAY}`]: [message()],
        [`random/${DAY}`]: [message()],
      }),
    )
    expect(messages.map(({conversation, id}) => `${conversation}:${id}`)).toEqual([
      `C1GENERAL:${ts()}`,
      `C2RANDOM:${ts()}`,
    ])
  })

  test('2 gives identical copies one id, of which the engine keeps one', async () => {
    const {messages} = await read(
      exportTree({[`general/${DAY}`]: [message()], 'general/2020-01-01 (1).json': [message()]}),
    )
    expect(new Set(messages.map(({conversation, id, editedAt}) => `${conversation} ${id} ${editedAt}`)).size).toBe(1)
  })

  test('3 tells which of two copies was edited last', async () => {
    const edited = message({text: 'hello!', edited: {user: ALICE.id, ts: '1577880060.000000'}})
    const {messages} = await read(
      exportTree({[`general/${DAY}`]: [edited], 'general/2020-01-01 (1).json': [message()]}),
    )
    expect(messages.map(({id, text, editedAt}) => ({id, text, editedAt}))).toEqual([
      {id: ts(), text: 'hello!', editedAt: 1577880060000},
      {id: ts(), text: 'hello', editedAt: undefined},
    ])
  })
})

describe('conversations', () => {
  async function conversationsOf(files: Record<string, unknown>) {
    return (await read(exportTree(files))).conversations
  }

  test('4 joins a folder with the channel of its name', async () => {
    expect(await conversationsOf({[`general/${DAY}`]: [message()]})).toEqual([
      {type: 'conversation', id: 'C1GENERAL', name: 'general', kind: 'group', people: [ALICE.id, BOB.id]},
    ])
  })

  test('5 calls a DM after both people when the owner of the export is unknown', async () => {
    const dms = [{id: 'D024BE7LR', created: 1568448961, members: [ALICE.id, BOB.id]}]
    const [dm] = await conversationsOf({'dms.json': dms, [`D024BE7LR/${DAY}`]: [message()]})
    expect(dm).toMatchObject({id: 'D024BE7LR', name: 'Alice, Bob', kind: 'direct'})
  })

  test('5 calls a DM after the other person when one person is in all of them, and says so', async () => {
    const dms = [
      {id: 'D024BE7LR', members: [ALICE.id, BOB.id]},
      {id: 'D024BE7LS', members: [ALICE.id, 'U3CAROL3']},
    ]
    const result = await read(
      exportTree({
        'users.json': [ALICE, BOB, user('U3CAROL3', 'Carol')],
        'dms.json': dms,
        [`D024BE7LR/${DAY}`]: [message()],
        [`D024BE7LS/${DAY}`]: [message()],
      }),
    )
    expect(result.conversations.map(({name}) => name)).toEqual(['Bob', 'Carol'])
    expect(codes(result)).toContain('owner-guessed')
  })

  test('5 takes the other person from the field `user` where a tool writes no members', async () => {
    const [dm] = await conversationsOf({
      'dms.json': [{id: 'D024BE7LR', user: BOB.id}],
      [`D024BE7LR/${DAY}`]: [message()],
    })
    expect(dm).toMatchObject({name: 'Bob', kind: 'direct'})
  })

  test.each([
    ['twice the same member', [ALICE.id, ALICE.id]],
    ['one member', [ALICE.id]],
  ])('6 calls notes to self by their owner: %s', async (_, members) => {
    const [dm] = await conversationsOf({'dms.json': [{id: 'D024BE7LR', members}], [`D024BE7LR/${DAY}`]: [message()]})
    expect(dm).toMatchObject({name: 'Alice (self)', kind: 'direct'})
  })

  test('7 reads a DM with Slackbot, who is a program', async () => {
    const dms = [{id: 'D024BE7LR', members: [ALICE.id, 'USLACKBOT']}]
    const {conversations, messages} = await read(
      exportTree({'dms.json': dms, [`D024BE7LR/${DAY}`]: [message({user: 'USLACKBOT', text: 'I can help'})]}),
    )
    expect(conversations[0]).toMatchObject({kind: 'direct', name: 'Alice, Slackbot'})
    expect(messages[0]).toMatchObject({sender: 'USLACKBOT', senderName: 'Slackbot', bot: true})
  })

  test('8 calls a group DM after its members', async () => {
    const mpims = [{id: 'G0MPDM001', name: 'mpdm-alice--bob--carol-1', members: [ALICE.id, BOB.id, 'U9GONE99']}]
    const [group] = await conversationsOf({'mpims.json': mpims, [`mpdm-alice--bob--carol-1/${DAY}`]: [message()]})
    expect(group).toMatchObject({id: 'G0MPDM001', name: 'Alice, Bob, U9GONE99', kind: 'group'})
  })

  test('8 takes the members from the handles when the index has none', async () => {
    const [group] = await conversationsOf({[`mpdm-alice--bob--dave-1/${DAY}`]: [message()]})
    expect(group).toMatchObject({name: 'Alice, Bob, dave', kind: 'group', local: true})
  })

  test.each([
    ['forgotten', {id: 'forgotten', name: 'forgotten', kind: 'group', local: true}],
    ['D024BE7LR', {id: 'D024BE7LR', kind: 'direct'}],
    ['mpdm-alice--bob-1', {id: 'mpdm-alice--bob-1', name: 'Alice, Bob', kind: 'group', local: true}],
  ])('9 keeps the messages of the folder %s that no index lists, and says so', async (folder, expected) => {
    const result = await read(exportTree({[`${folder}/${DAY}`]: [message()]}))
    expect(result.conversations).toEqual([{type: 'conversation', ...expected}])
    expect(texts(result)).toEqual(['hello'])
    expect(codes(result)).toContain('unlisted-folder')
  })

  test('10 tells in one line of listed conversations without a folder', async () => {
    const result = await read(
      exportTree({
        'channels.json': [GENERAL, {id: 'C2RANDOM', name: 'random'}, {id: 'C3EMPTY1', name: 'empty'}],
        [`general/${DAY}`]: [message()],
      }),
    )
    expect(result.conversations).toHaveLength(1)
    expect(result.notices).toEqual([
      {code: 'empty-conversations', message: expect.stringContaining('2 conversations without a folder')},
    ])
  })

  test.each([
    ['the living one', [{id: 'C8OPSOLD', name: 'ops', is_archived: true}], [{id: 'C9OPSNEW', name: 'ops'}], 'C9OPSNEW'],
    ['the private one', [{id: 'C8OPSPUB', name: 'ops'}], [{id: 'C9OPSPRI', name: 'ops'}], 'C9OPSPRI'],
    [
      'the first one',
      [
        {id: 'C8OPS001', name: 'ops'},
        {id: 'C8OPS002', name: 'ops'},
      ],
      [],
      'C8OPS001',
    ],
  ])('11 gives a folder of two conversations to %s, and says so once', async (_, channels, groups, chosen) => {
    const result = await read(
      exportTree({
        'channels.json': channels,
        'groups.json': groups,
        [`ops/${DAY}`]: [message()],
        'ops/2020-01-02.json': [],
      }),
    )
    expect(result.conversations.map(({id}) => id)).toEqual([chosen])
    expect(codes(result).filter((code) => code === 'shared-folder')).toHaveLength(1)
  })

  test('12 reads an index whose times are strings as one whose times are numbers', async () => {
    const read2016 = await conversationsOf({
      'channels.json': [{...GENERAL, created: '1433558319'}],
      [`general/${DAY}`]: [],
    })
    const readToday = await conversationsOf({'channels.json': [GENERAL], [`general/${DAY}`]: []})
    expect(read2016).toEqual(readToday)
  })

  test.each([
    ['as it is', 'größe'],
    ['decomposed, as macOS writes it', 'größe'.normalize('NFD')],
    ['in code page 437', 'gr├╢├ƒe'],
    ['in code page 1252', 'grÃ¶ÃŸe'],
    ['in capitals', 'GRÖSSE'.replace('SS', 'ß')],
  ])('13 finds the channel of a folder whose name is written %s', async (_, folder) => {
    const [conversation] = await conversationsOf({
      'channels.json': [{id: 'C2GROESSE', name: 'größe'}],
      [`${folder}/${DAY}`]: [message()],
    })
    expect(conversation).toMatchObject({id: 'C2GROESSE', name: 'größe'})
  })

  test('13 finds a channel by half-width katakana and by its former name', async () => {
    const conversations = await conversationsOf({
      'channels.json': [
        {id: 'C2KATAKAN', name: 'カタカナ'},
        {id: 'C3RENAMED', name: 'new', previous_names: ['old']},
      ],
      [`ｶﾀｶﾅ/${DAY}`]: [message()],
      [`old/${DAY}`]: [message()],
    })
    expect(conversations.map(({id}) => id).sort()).toEqual(['C2KATAKAN', 'C3RENAMED'])
  })
})

describe('containers', () => {
  test('14 keeps the workspaces of an organisation apart', async () => {
    const tree = bareTree({
      'org_users.json': [ALICE],
      'channels.json': [{id: 'C0SHARED1', name: 'all-company'}],
      [`all-company/${DAY}`]: [message()],
      'teams/acme/users.json': [ALICE],
      'teams/acme/channels.json': [{id: 'C1ACME001', name: 'general'}],
      [`teams/acme/general/${DAY}`]: [message()],
      [`teams/acme/stray/${DAY}`]: [message()],
      'teams/beta/users.json': [BOB],
      'teams/beta/channels.json': [{id: 'C1BETA001', name: 'general'}],
      [`teams/beta/general/${DAY}`]: [message()],
      [`teams/beta/stray/${DAY}`]: [message()],
    })
    const {conversations, messages} = await read(tree)
    expect(conversations.map(({id, name}) => `${id} ${name}`).sort()).toEqual([
      'C0SHARED1 all-company',
      'C1ACME001 general',
      'C1BETA001 general',
      'acme/stray stray',
      'beta/stray stray',
    ])
    expect(messages).toHaveLength(5)
  })

  test('15 reads a zip made again on a Mac like the clean one', async () => {
    const files = {
      'users.json': JSON.stringify([ALICE]),
      'channels.json': JSON.stringify([GENERAL]),
      [`general/${DAY}`]: JSON.stringify([message()]),
    }
    const again = Object.fromEntries(
      Object.entries(files).flatMap(([path, content]) => [
        [`My Export/${path}`, content],
        [`__MACOSX/My Export/._${path.replace('/', '/._')}`, 'Mac OS X'],
      ]),
    )
    const clean = await read(memoryTree(files))
    const dirty = await read(memoryTree({...again, 'My Export/.DS_Store': 'x'}))
    expect(dirty.messages.map(({place, ...rest}) => rest)).toEqual(clean.messages.map(({place, ...rest}) => rest))
    expect(dirty.conversations).toEqual(clean.conversations)
    expect(dirty.notices).toEqual([])
  })

  test('16 never takes uploaded files for indexes or days', async () => {
    const result = await read(
      exportTree({
        [`general/${DAY}`]: [message()],
        'general/attachments/F1AAAAAA-2020-01-01.json': [message({text: 'upload'})],
        'general/attachments/2020-01-02.json': [message({text: 'upload'})],
        'general/attachments/users.json': [user('U1ALICE1', 'Mallory')],
        '__uploads/F1BBBBBB/users.json': [user('U1ALICE1', 'Mallory')],
        '__uploads/F1BBBBBB/2020-01-01.json': [message({text: 'upload'})],
      }),
    )
    expect(texts(result)).toEqual(['hello'])
    expect(result.people.map(({name}) => name)).toEqual(['Alice', 'Bob'])
    expect(result.notices).toEqual([])
  })

  test.each([
    ['with folders', 'general/', {form: 'directory', name: 'export'}],
    ['on its own', '', {form: 'directory', name: 'general'}],
  ] as const)('16 takes no upload for an index of channels that have none: %s', async (_, folder, options) => {
    const upload = [user('U1ALICE1', 'Mallory')]
    const files = {[`${folder}${DAY}`]: [message()], [`${folder}attachments/users.json`]: upload}
    const result = await read(bareTree(files, options))
    expect(texts(result)).toEqual(['hello'])
    expect(result.conversations.map(({id}) => id)).toEqual(['general'])
    expect(result.people.map(({name}) => name)).not.toContain('Mallory')
  })

  test('16 tells of day files that stand where none belong', async () => {
    const result = await read(exportTree({[`general/${DAY}`]: [message()], [`old/export/general/${DAY}`]: [message()]}))
    expect(texts(result)).toEqual(['hello'])
    expect(codes(result)).toEqual(['misplaced-files'])
  })

  test('17 reads the folder of one channel on its own', async () => {
    const profile = {display_name: '', real_name: 'Alice Archer', name: 'alice'}
    const tree = bareTree(
      {[DAY]: [message({user_profile: profile}), message({user: 'U5NOBODY', ts: ts(1)})]},
      {name: 'general', form: 'directory'},
    )
    const result = await read(tree)
    expect(result.conversations).toEqual([
      {type: 'conversation', id: 'general', name: 'general', kind: 'group', local: true},
    ])
    expect(result.people).toEqual([{type: 'person', id: ALICE.id, name: 'Alice Archer'}])
    expect(result.messages.map(({sender}) => sender)).toEqual([ALICE.id, 'U5NOBODY'])
    expect(codes(result)).toContain('no-users')
  })

  test.each([
    ['the folder it stands in', DAY, 'general', 'general'],
    ['its own name', 'saved messages.json', 'Downloads', 'saved messages'],
  ])('18 reads a single day file as a conversation called after %s', async (_, name, parentName, expected) => {
    const result = await read(bareTree({[name]: [message()]}, {name, parentName, form: 'file'}))
    expect(result.conversations[0]).toMatchObject({id: expected, name: expected, local: true})
    expect(texts(result)).toEqual(['hello'])
  })

  test('reads a renamed channel in two folders as one conversation, in time order', async () => {
    const result = await read(
      exportTree({
        'channels.json': [{id: 'C1GENERAL', name: 'new', previous_names: ['general']}],
        'general/2020-01-01.json': [message({text: 'first'})],
        'general/2020-01-03.json': [message({text: 'third', ts: '1578052800.000000'})],
        'new/2020-01-02.json': [message({text: 'second', ts: '1577966400.000000'})],
      }),
    )
    expect(result.conversations).toHaveLength(1)
    expect(texts(result)).toEqual(['first', 'second', 'third'])
  })

  test('reads the exports of two months side by side as one', async () => {
    const month = (text: string, at: string) => ({
      'channels.json': [GENERAL],
      [`general/${at}.json`]: [message({text})],
    })
    const files = {
      ...Object.fromEntries(
        Object.entries(month('january', '2020-01-01')).map(([path, content]) => [`a/${path}`, content]),
      ),
      ...Object.fromEntries(
        Object.entries(month('february', '2020-02-01')).map(([path, content]) => [`b/${path}`, content]),
      ),
    }
    const result = await read(bareTree(files))
    expect(texts(result)).toEqual(['january', 'february'])
    expect(result.conversations).toHaveLength(1)
  })

  test('reads a part of a tree', async () => {
    const result = await read(
      subtree(exportTree({[`x/general/${DAY}`]: [message()], 'x/channels.json': [GENERAL]}), 'x'),
    )
    expect(texts(result)).toEqual(['hello'])
    expect(skipped(result)).toEqual({})
  })
})
