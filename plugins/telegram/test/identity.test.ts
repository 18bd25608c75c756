import {describe, expect, it} from 'vitest'
import {bareChatId, chatNature, senderId} from '../src/peer-id.js'
import {codes, readOne, readResult, reasons} from './read-export.js'
import {account, BOB, chat, group, message, oldMessage, SELF, service} from './result-json.js'

const ada = {from: 'Ada Example', from_id: `user${SELF}`}

describe('senders', () => {
  it('#8 calls people without a name deleted, never null', async () => {
    const {messages, people} = await readResult(chat([message(1, {from: null, from_id: 'user5555'})]))
    expect(messages[0]?.sender).toBe('user5555')
    expect(people).toEqual([{type: 'person', id: 'user5555', name: 'Deleted Account'}])
  })

  it('#9 knows people of the oldest files by their name alone', async () => {
    const {messages, people} = await readResult(chat([message(1, {from: 'Ada', from_id: undefined})]))
    expect(messages[0]?.sender).toBe('Ada')
    expect(people).toEqual([{type: 'person', id: 'Ada', name: 'Ada', local: true}])
  })

  it.each([
    ['the channel speaks', 'public_channel', 'channel2222222222'],
    ['somebody unknown speaks', 'private_supergroup', 'unknown'],
  ])('#10 without a name or an id %s', async (_, type, expected) => {
    const read = await readOne(group([message(1, {from: undefined, from_id: undefined})], {type}))
    expect(read.sender).toBe(expected)
  })

  it.each([
    [4295967298, undefined, 'user1000002'],
    [8590489593, 'chat554 (not this)', 'channel555001'],
    [8590489593, 'chat555001', 'chat555001'],
    [11111111, undefined, 'user11111111'],
    ['user5555555555', undefined, 'user5555555555'],
    ['channel999', undefined, 'channel999'],
    ['777', undefined, 'user777'],
    [12345678901, undefined, 'channel3755744309'],
    [22345678901, undefined, 'user22345678901'],
    ['', undefined, undefined],
    [null, undefined, undefined],
    [-5, undefined, undefined],
    [1.5, undefined, undefined],
  ])('#11 from_id %s in %s is %s', (fromId, own, expected) => {
    expect(senderId(fromId, own)).toBe(expected)
  })

  it('#12 shows an anonymous admin by the title beside the post', async () => {
    const posts = [
      message(1, {from: 'Club', from_id: 'channel2222222222', author: 'owner'}),
      message(2, {from: 'Club', from_id: 'channel2222222222'}),
    ]
    const {messages, people} = await readResult(group(posts))
    expect(messages.map(({sender, senderName}) => [sender, senderName])).toEqual([
      ['channel2222222222', 'owner'],
      ['channel2222222222', undefined],
    ])
    expect(people).toMatchObject([{id: 'channel2222222222', name: 'Club'}])
  })

  it('#13 lets a channel speak, with the signature behind its name', async () => {
    const posts = [message(1, {from: 'News', from_id: 'channel999', author: 'Editor'})]
    const {messages, people} = await readResult(chat(posts, {name: 'News', type: 'public_channel', id: 999}))
    expect(messages).toMatchObject([{sender: 'channel999', senderName: 'News (Editor)'}])
    expect(people).toEqual([{type: 'person', id: 'channel999', name: 'News'}])
  })

  it('takes no signature from a person', async () => {
    expect(await readOne(chat([message(1, {author: 'Sir'})]))).not.toHaveProperty('senderName')
  })

  it('#70 gives the bot of a bot chat the role of the assistant and the person that of the user', async () => {
    const {messages, conversations, people} = await readResult(
      chat([message(1, ada), message(2, {from: 'HelperBot'})], {name: 'HelperBot', type: 'bot_chat'}),
    )
    expect(conversations).toMatchObject([{id: `user${BOB}`, kind: 'assistant', name: 'HelperBot'}])
    expect(messages.map(({role}) => role)).toEqual(['user', 'assistant'])
    expect(people).toMatchObject([{id: `user${SELF}`}, {id: `user${BOB}`, bot: true}])
  })

  it('#70 learns that somebody is a bot even when a group introduced it first', async () => {
    const bot = {from: 'HelperBot', from_id: `user${BOB}`}
    const {people} = await readResult(
      account([
        group([message(1, bot)]),
        chat([message(2, bot)], {name: 'HelperBot', type: 'bot_chat'}),
        group([message(3, {...bot, from: 'Helper'})], {id: 3}),
      ]),
    )
    expect(people.map(({name, bot}) => [name, bot])).toEqual([
      ['HelperBot', undefined],
      ['HelperBot', true],
      ['Helper', true],
    ])
  })

  it('#70 knows the bot of the oldest files by the name of the chat', async () => {
    const posts = [message(1, {from: 'Ada', from_id: undefined}), message(2, {from: 'HelperBot', from_id: undefined})]
    const {messages} = await readResult(chat(posts, {name: 'HelperBot', type: 'bot_chat', id: undefined}))
    expect(messages.map(({role}) => role)).toEqual(['user', 'assistant'])
  })

  it('leaves the role open in every other chat', async () => {
    expect(await readOne(chat([message(1)]))).not.toHaveProperty('role')
  })

  it('#71 tells the two sides of a personal chat by their ids', async () => {
    const {messages} = await readResult(chat([message(1, ada), message(2)]))
    expect(messages.map(({sender}) => sender)).toEqual([`user${SELF}`, `user${BOB}`])
  })

  it('#72 keeps right-to-left names, joiners and combining marks byte for byte', async () => {
    const name = '\u202Bעדה\u202C 👩\u200D👩\u200D👧 Zoe\u0308 🇺🇿\u200F'
    const {people, conversations} = await readResult(chat([message(1, {from: name})], {name}))
    expect(people[0]?.name).toBe(name)
    expect(conversations[0]?.name).toBe(name)
  })

  it('#73 knows a person by the newest name of several exports', async () => {
    const {people} = await readResult(account([chat([message(1)]), group([message(2, {from: 'Bob Newname'})])]))
    expect(people.map(({name}) => name)).toEqual(['Bob Sample', 'Bob Newname'])
  })

  it('introduces a person once', async () => {
    expect((await readResult(chat([message(1), message(2), message(3)]))).people).toHaveLength(1)
  })
})

describe('conversations', () => {
  it.each([
    ['saved_messages', 'Saved Messages', 'direct'],
    ['replies', 'Replies', 'group'],
    ['verification_codes', 'Verification Codes', 'direct'],
  ])('#14 names %s, which has no name in the file, %s', async (type, name, kind) => {
    const {conversations} = await readResult(chat([message(1)], {name: undefined, type}), {loginCodes: true})
    expect(conversations).toEqual([{type: 'conversation', id: `user${BOB}`, kind, name}])
  })

  it.each([
    ['personal_chat', 'Deleted Account'],
    ['bot_chat', 'Deleted Account'],
    ['private_group', 'private_group 1000002'],
  ])('#15 names a %s whose name is null %s', async (type, name) => {
    const {conversations} = await readResult(chat([message(1, ada)], {name: null, type}))
    expect(conversations).toMatchObject([{name}])
  })

  it('#16 reads chats of unknown type as groups and says so once', async () => {
    const chats = [
      group([message(1)], {type: null, id: 1}),
      group([message(2)], {type: 'hologram', id: 2}),
      group([message(3)], {type: 'hologram', id: 3}),
    ]
    const result = await readResult(account(chats))
    expect(result.conversations.map(({id, kind}) => [id, kind])).toEqual([
      ['channel1', 'group'],
      ['channel2', 'group'],
      ['channel3', 'group'],
    ])
    expect(result.notices).toMatchObject([
      {code: 'unknown-chat-type', message: expect.stringContaining('null')},
      {code: 'unknown-chat-type', message: expect.stringContaining('"hologram"')},
    ])
  })

  it('#17 tells chats without an id apart by name, type and order', async () => {
    const without = {id: undefined}
    const chats = [
      chat([message(1)], without),
      chat([message(2)], without),
      chat([message(3)], {...without, name: 'Eve'}),
    ]
    const {conversations, messages} = await readResult(account(chats))
    expect(conversations.map(({id, local}) => [id, local])).toEqual([
      ['personal_chat-Bob', true],
      ['personal_chat-Bob-2', true],
      ['personal_chat-Eve', true],
    ])
    expect(messages.map(({conversation}) => conversation)).toEqual(conversations.map(({id}) => id))
  })

  it('#18 keeps user 123 and channel 123 apart', async () => {
    const {conversations} = await readResult(
      account([
        chat([message(1)], {id: 123}),
        group([message(2)], {id: 123}),
        group([message(3)], {id: 123, type: 'private_group'}),
      ]),
    )
    expect(conversations.map(({id}) => id)).toEqual(['user123', 'channel123', 'chat123'])
  })

  it('#19 learns the whole name of the other side, which the chat itself does not have', async () => {
    const {conversations} = await readResult(chat([message(1, ada), message(2), message(3)]))
    expect(conversations.map(({id, name}) => [id, name])).toEqual([
      [`user${BOB}`, 'Bob'],
      [`user${BOB}`, 'Bob Sample'],
    ])
  })

  it('#20 keeps three chats of one name apart by their ids', async () => {
    const works = [1, 2, 3].map((id) => group([message(id)], {name: 'Work', id}))
    const {conversations} = await readResult(account(works))
    expect(conversations.map(({id, name}) => [id, name])).toEqual([
      ['channel1', 'Work'],
      ['channel2', 'Work'],
      ['channel3', 'Work'],
    ])
  })

  it.each([
    ['a packed user', 4295967298, 'user', undefined, 1000002],
    ['a packed group', 8590489593, 'chat', undefined, 555001],
    ['a modern user beyond 32 bits', 5555555555, 'user', false, 5555555555],
    ['the same number in a file that packs ids', 5555555555, 'user', true, 1260588259],
    ['a packed user where a group stands', 4295967298, 'channel', undefined, 4295967298],
    ['a bare id', 1234567890, 'channel', true, 1234567890],
  ] as const)('#11 unpacks %s', (_, id, peer, packed, expected) => {
    expect(bareChatId(id, peer, packed)).toBe(expected)
  })

  it('#11 gives one chat one id in every generation of files', async () => {
    const sender = {from: 'Bob', from_id: 4295967298}
    const packed = chat([oldMessage(1, '2020-10-25T02:30:00', sender)], {type: 'private_group', id: 8590489593})
    const bare = chat([message(1, {from: 'Bob'})], {type: 'private_group', id: 555001})
    const old = await readResult(packed, {timezone: 'UTC'})
    const now = await readResult(bare)
    expect(old.conversations[0]?.id).toBe(now.conversations[0]?.id)
    expect(old.messages[0]?.sender).toBe(now.messages[0]?.sender)
  })

  it('#63 keeps the ids of two exports of one supergroup alike and says nothing of personal chats', async () => {
    const mine = await readResult(group([message(7, ada), message(8)]))
    const theirs = await readResult(
      account([group([message(7, ada), message(8)])], {personal_information: {user_id: BOB}}),
    )
    expect(theirs.messages.map(({conversation, id}) => [conversation, id])).toEqual(
      mine.messages.map(({conversation, id}) => [conversation, id]),
    )
  })

  it('accepts a file that holds messages and nothing else', async () => {
    const bare = {type: 'message', date_unixtime: '1544006350', from: 'Author 1'}
    const posts = ['a', 'b', 'b'].map((text) => ({...bare, text}))
    const {conversations, messages} = await readResult({messages: posts})
    expect(conversations).toEqual([{type: 'conversation', id: 'chat', kind: 'group', local: true}])
    expect(new Set(messages.map(({id}) => id)).size).toBe(3)
    const longer = await readResult({messages: [{...bare, date_unixtime: '1544000000', text: 'b'}, ...posts]})
    expect(longer.messages.slice(1).map(({id}) => id)).toEqual(messages.map(({id}) => id))
  })
})

describe('whose messages are there', () => {
  const others = Array.from({length: 30}, (_, i) => message(1 + i * 5))

  it('says when a group of an account holds only its owner', async () => {
    const result = await readResult(
      account([group([message(1, ada), message(9, ada)]), group([message(3, ada), message(4)], {id: 5})]),
    )
    expect(result.notices).toMatchObject([{code: 'only-own-messages', message: expect.stringContaining('"Club"')}])
  })

  it('says when a group exported alone seems to hold one person', async () => {
    expect(codes(await readResult(group(others)))).toEqual(['only-own-messages'])
  })

  it.each([
    [9_999, false],
    [10_000, true],
  ])('says that Telegram stops at 10,000 messages, when there are %i', async (length, isCapped) => {
    const {notices} = await readResult(group(Array.from({length}, (_, i) => message(1 + i * 5))))
    expect(notices.map(({message: sentence}) => sentence.includes('10,000 messages'))).toEqual([isCapped])
  })

  it.each([
    ['a group with two voices', group([...others, message(999, ada)])],
    ['a group without gaps', group(others.map((post, i) => ({...post, id: i + 1})))],
    ['a channel', group(others, {type: 'public_channel'})],
    ['a personal chat', chat(others)],
    ['a small group', group(others.slice(0, 5))],
  ])('says nothing of %s', async (_, result) => {
    expect(codes(await readResult(result))).toEqual([])
  })

  it('#64 reads chats that were left, and says that they hold only own messages', async () => {
    const left = {
      about: '...',
      list: [group([message(1, ada)], {name: 'Left Group', type: 'public_supergroup', id: 333})],
    }
    const result = await readResult(account([chat([message(1)])], {left_chats: left}))
    expect(result.messages.map(({conversation}) => conversation)).toEqual([`user${BOB}`, 'channel333'])
    expect(result.notices).toMatchObject([{code: 'left-chat', message: expect.stringContaining('Left Group')}])
  })
})

describe('chats that login codes arrive in', () => {
  const codesChat = chat([message(1, {from: 'Verification Codes', from_id: 'user489000'})], {
    name: undefined,
    type: 'verification_codes',
    id: 489000,
  })
  const telegramChat = chat([message(1, {from: 'Telegram', from_id: 'user777000'})], {name: 'Telegram', id: 777000})

  it('#85 are left out and counted', async () => {
    const result = await readResult(account([codesChat, telegramChat, chat([message(1)])]))
    expect(result.messages).toHaveLength(1)
    expect(reasons(result)).toEqual({'login-codes': 2})
  })

  it('#85 are kept when asked for, as the words of programs', async () => {
    const result = await readResult(account([codesChat, telegramChat]), {loginCodes: true})
    expect(result.messages).toHaveLength(2)
    expect(result.people).toMatchObject([
      {id: 'user489000', bot: true},
      {id: 'user777000', bot: true},
    ])
  })
})

it('treats every known type of chat as what it is', () => {
  expect(chatNature('private_channel')).toMatchObject({peer: 'channel', oneVoice: true, known: true})
  expect(chatNature('constructor')).toMatchObject({known: false})
  expect(service(1, 'x')).not.toHaveProperty('from')
})
