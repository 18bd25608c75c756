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
  readMessages,
  skipped,
  texts,
  ts,
  user,
} from './small-export.js'

describe('authors', () => {
  test.each([
    ['the display name', {display_name: 'Al', real_name: 'Alice Archer'}, 'Alice A.', 'alice', 'Al'],
    [
      'the real name of the profile, when the display name is empty',
      {display_name: '', real_name: 'Alice Archer'},
      'Alice A.',
      'alice',
      'Alice Archer',
    ],
    [
      'the real name, when the profile has none',
      {display_name: '  ', real_name: null},
      'Alice A.',
      'alice',
      'Alice A.',
    ],
    ['the handle, when there is no real name', {}, '', 'alice', 'alice'],
    ['the id, when there is no name at all', {}, null, undefined, 'U1ALICE1'],
    ['trimmed and unescaped', {display_name: ' Tom &amp; Al '}, '', '', 'Tom & Al'],
  ])('26 calls people by %s', async (_, profile, realName, name, expected) => {
    const users = [{id: 'U1ALICE1', name, real_name: realName, profile}]
    const {people} = await readMessages([message()], {}, {'users.json': users})
    expect(people[0]).toMatchObject({id: 'U1ALICE1', name: expected})
  })

  test('26 passes on handles and addresses, for proposing identities', async () => {
    const users = [user('U1ALICE1', 'Alice', {profile: {display_name: 'Alice', email: 'alice@example.invalid'}})]
    const {people} = await readMessages([], {}, {'users.json': users})
    expect(people).toEqual([
      {type: 'person', id: 'U1ALICE1', name: 'Alice', handle: 'alice', email: 'alice@example.invalid'},
    ])
  })

  test('27 takes the name of a guest from the profile on the message', async () => {
    const guest = message({user: 'U7GUEST7', user_profile: {display_name: '', real_name: 'Grace Guest', name: 'grace'}})
    const {people, messages} = await readMessages([guest, message({ts: ts(1), text: 'hi <@U7GUEST7>'})])
    expect(people).toContainEqual({type: 'person', id: 'U7GUEST7', name: 'Grace Guest'})
    expect(messages[1]?.text).toBe('hi @Grace Guest')
  })

  test('27 calls a DM after a guest who is only met in its messages', async () => {
    const dms = [{id: 'D024BE7LR', members: ['U7GUEST7', 'U7GUEST7']}]
    const guest = message({user: 'U7GUEST7', user_profile: {real_name: 'Grace Guest'}})
    const {conversations} = await read(exportTree({'dms.json': dms, 'D024BE7LR/2020-01-01.json': [guest]}))
    expect(conversations.map(({name}) => name)).toEqual(['U7GUEST7 (self)', 'Grace Guest (self)'])
  })

  test('28 uses the name by which others mention somebody unknown, until a better one is known', async () => {
    const {people} = await readMessages([
      message({text: '<@U9|bob>'}),
      message({ts: ts(1), user: 'U9'}),
      message({ts: ts(2), user: 'U9', user_profile: {real_name: 'Bob Builder'}}),
    ])
    expect(people.filter(({id}) => id === 'U9').map(({name}) => name)).toEqual(['bob', 'Bob Builder'])
  })

  test('28 gives no name to somebody whom nothing names', async () => {
    const {people, messages} = await readMessages([message({user: 'U9'})])
    expect(people.map(({id}) => id)).not.toContain('U9')
    expect(messages[0]).toMatchObject({sender: 'U9'})
    expect(messages[0]).not.toHaveProperty('senderName')
  })

  test('29 reads org_users.json in place of users.json', async () => {
    const {people, notices} = await readMessages([message()], {}, {'users.json': undefined, 'org_users.json': [ALICE]})
    expect(people.map(({name}) => name)).toEqual(['Alice'])
    expect(notices).toEqual([])
  })

  test('30 keeps the name of somebody who left', async () => {
    const {people} = await readMessages([message()], {}, {'users.json': [user('U1ALICE1', 'Alice', {deleted: true})]})
    expect(people[0]?.name).toBe('Alice')
  })

  const bot = (more: object) => ({type: 'message', subtype: 'bot_message', ts: ts(), text: 'built', ...more})

  test('31 takes a bot message under the id of the bot and the name it shows', async () => {
    const {people, messages} = await readMessages([bot({bot_id: 'B1', username: 'Jenkins'})])
    expect(people).toContainEqual({type: 'person', id: 'B1', name: 'Jenkins', bot: true})
    expect(messages[0]).toMatchObject({sender: 'B1', bot: true})
    expect(messages[0]).not.toHaveProperty('role')
  })

  test('31 joins a bot with the user that its app has', async () => {
    const users = [user('U6APP666', 'Jenkins', {is_bot: true, profile: {display_name: 'Jenkins', bot_id: 'B1'}})]
    const {people, messages} = await readMessages(
      [bot({bot_id: 'B1'}), message({ts: ts(1), text: '<@B1>'})],
      {},
      {'users.json': users},
    )
    expect(people[0]).toMatchObject({id: 'U6APP666', bot: true})
    expect(messages[0]).toMatchObject({sender: 'U6APP666', bot: true})
    expect(messages[1]?.text).toBe('@Jenkins')
  })

  test('32 keeps one id for a bot that goes by several names', async () => {
    const {people, messages} = await readMessages([
      bot({bot_id: 'B1', username: 'deploy'}),
      bot({bot_id: 'B1', username: 'tests', ts: ts(1)}),
    ])
    expect(people.at(-1)).toEqual({type: 'person', id: 'B1', name: 'deploy', bot: true})
    expect(messages.map(({sender, senderName}) => `${sender} ${senderName}`)).toEqual(['B1 undefined', 'B1 tests'])
  })

  test.each([
    [{username: 'cron'}, {sender: 'bot:cron', bot: true}],
    [{}, {sender: 'unknown-bot', bot: true}],
  ])('33 gives an id to a bot message that has none: %j', async (more, expected) => {
    const {messages} = await readMessages([bot(more)])
    expect(messages[0]).toMatchObject(expected)
  })

  test.each([
    ['a person of users.json', {user: ALICE.id, bot_id: 'B5', bot_profile: {name: 'Tool'}}, {sender: ALICE.id}, false],
    ['an app of users.json', {user: 'U6APP666', bot_id: 'B5'}, {sender: 'U6APP666', bot: true}, true],
    [
      'unknown, with a client id',
      {user: 'U9', bot_id: 'B5', bot_profile: {name: 'Tool'}, client_msg_id: 'x'},
      {sender: 'U9'},
      false,
    ],
    [
      'unknown, with a bot profile',
      {user: 'U9', bot_id: 'B5', bot_profile: {name: 'Tool'}},
      {sender: 'B5', bot: true},
      true,
    ],
    ['unknown, with nothing else', {user: 'U9', bot_id: 'B5'}, {sender: 'U9'}, false],
    ['nobody', {user: undefined, bot_id: 'B5'}, {sender: 'B5', bot: true}, true],
  ])(
    '34 decides by users.json whether an app posted for a person: the user is %s',
    async (_, more, expected, isBot) => {
      const users = [ALICE, user('U6APP666', 'App', {is_bot: true})]
      const {messages} = await readMessages([message(more)], {}, {'users.json': users})
      expect(messages[0]).toMatchObject(expected)
      expect(messages[0]?.bot ?? false).toBe(isBot)
    },
  )

  test('34 is not misled by a mention of the app', async () => {
    const {messages} = await readMessages([
      message({text: '<@U9|tool>'}),
      message({ts: ts(1), user: 'U9', bot_id: 'B5', bot_profile: {name: 'Tool'}}),
    ])
    expect(messages[1]).toMatchObject({sender: 'B5', bot: true})
  })

  test('35 takes `bot_id: null` for no bot', async () => {
    const {messages} = await readMessages([message({bot_id: null, username: null})])
    expect(messages[0]).toMatchObject({sender: ALICE.id})
    expect(messages[0]).not.toHaveProperty('bot')
  })

  test('36 knows Slackbot without users.json', async () => {
    const {messages} = await readMessages([message({user: 'USLACKBOT'}), message({ts: ts(1), text: '<@USLACKBOT>'})])
    expect(messages[0]).toMatchObject({sender: 'USLACKBOT', senderName: 'Slackbot', bot: true})
    expect(messages[1]?.text).toBe('@Slackbot')
  })

  test('37 takes the author of a comment on a file from the comment', async () => {
    const {messages} = await readMessages([
      {
        type: 'message',
        subtype: 'file_comment',
        ts: ts(),
        text: '<@U1> commented on …',
        comment: {user: BOB.id, comment: 'nice &amp; clear'},
      },
    ])
    expect(messages[0]).toMatchObject({sender: BOB.id, text: 'nice & clear'})
  })

  test('38 takes the author of a shared file from the file', async () => {
    const {messages} = await readMessages([
      {type: 'message', subtype: 'file_share', ts: ts(), text: '', file: {id: 'F1', name: 'a.png', user: BOB.id}},
    ])
    expect(messages[0]).toMatchObject({sender: BOB.id, attachments: [{kind: 'file', name: 'a.png'}]})
  })

  const huddle = {
    type: 'message',
    subtype: 'huddle_thread',
    user: 'USLACKBOT',
    ts: ts(),
    text: '',
    room: {created_by: BOB.id},
  }

  test('39 leaves a huddle out', async () => {
    const result = await readMessages([huddle])
    expect(result.messages).toEqual([])
    expect(skipped(result)).toEqual({'huddle-thread': 1})
  })

  test('39 gives a huddle to who started it, when events are kept', async () => {
    const {messages} = await readMessages([huddle], {events: true})
    expect(messages[0]).toMatchObject({sender: BOB.id, text: 'started a huddle'})
  })

  test('40 reads a message of a guest from another workspace as any other', async () => {
    const {messages} = await readMessages([message({user: 'U7GUEST7', team: 'T1', user_team: 'T2', source_team: 'T2'})])
    expect(messages[0]).toMatchObject({sender: 'U7GUEST7', text: 'hello'})
  })

  test('41 treats ids of an organisation like any other', async () => {
    const {messages} = await readMessages(
      [message({user: 'W1ORG111', text: '<@W1ORG111>'})],
      {},
      {
        'users.json': [user('W1ORG111', 'Wanda')],
      },
    )
    expect(messages[0]).toMatchObject({sender: 'W1ORG111', text: '@Wanda'})
  })

  test('42 counts messages that nobody wrote', async () => {
    const result = await readMessages([message({user: undefined}), message({user: {id: 'U1'}, ts: ts(1)})])
    expect(skipped(result)).toEqual({'no-author': 2})
  })

  test('43 keeps two people of one name apart', async () => {
    const {people, messages} = await readMessages(
      [message(), message({user: 'U3', ts: ts(1)})],
      {},
      {
        'users.json': [ALICE, user('U3', 'Alice')],
      },
    )
    expect(people.map(({id, name}) => `${id} ${name}`)).toEqual(['U1ALICE1 Alice', 'U3 Alice'])
    expect(messages.map(({sender}) => sender)).toEqual(['U1ALICE1', 'U3'])
  })

  test('says when there is no list of people', async () => {
    const result = await read(bareTree({'channels.json': [GENERAL], 'general/2020-01-01.json': [message()]}))
    expect(codes(result)).toEqual(['no-users'])
    expect(texts(result)).toEqual(['hello'])
  })
})
