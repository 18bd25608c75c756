import {describe, expect, it} from 'vitest'
import {eventText} from '../src/text/event-text.js'
import {Topics} from '../src/topics.js'
import {codes, readOne, readResult, reasons} from './read-export.js'
import {account, BOB, chat, group, message, SELF, service} from './result-json.js'

describe('answers', () => {
  it('#43 points to the answered message of the same conversation, even when it is missing', async () => {
    const {messages} = await readResult(
      chat([message(2, {reply_to_message_id: 1}), message(3, {reply_to_message_id: 2})]),
    )
    expect(messages.map(({replyTo}) => replyTo)).toEqual(['1', '2'])
  })

  it('#44 drops answers to another chat', async () => {
    const read = await readOne(chat([message(1, {reply_to_message_id: 44, reply_to_peer_id: 'channel555'})]))
    expect(read).not.toHaveProperty('replyTo')
  })

  it('#50 keeps the negative ids of upgraded groups, and answers to them', async () => {
    const {messages} = await readResult(
      group([message(-999681092), message(-999681090, {reply_to_message_id: -999681092}), message(2)]),
    )
    expect(messages.map(({id, replyTo}) => [id, replyTo])).toEqual([
      ['-999681092', undefined],
      ['-999681090', '-999681092'],
      ['2', undefined],
    ])
  })
})

describe('topics of forums', () => {
  const forum = group([
    service(5, 'topic_created', {title: 'Finances'}),
    message(6, {reply_to_message_id: 5}),
    message(7, {reply_to_message_id: 6}),
    message(8),
    message(9, {reply_to_message_id: 4}),
    service(10, 'topic_edit', {new_title: 'Money', reply_to_message_id: 5}),
  ])

  it('#45 takes an answer to the first message of a topic for membership, others also for answers', async () => {
    const {messages, conversations} = await readResult(forum)
    expect(messages.slice(0, 2).map(({thread, replyTo}) => [thread, replyTo])).toEqual([
      ['5', undefined],
      ['5', '6'],
    ])
    expect(conversations.at(-1)).toMatchObject({id: 'channel2222222222', topic: 'Topics: Money'})
  })

  it('#46 leaves messages whose chain breaks in the General topic', async () => {
    const {messages} = await readResult(forum)
    expect(messages.slice(2).map(({id, thread, replyTo}) => [id, thread, replyTo])).toEqual([
      ['8', undefined, undefined],
      ['9', undefined, '4'],
    ])
  })

  it('#45 puts service messages into their topic too, when they are kept', async () => {
    const {messages} = await readResult(forum, {events: true})
    expect(messages.map(({text}) => text)).toContain('Bob Sample created the topic "Finances"')
    expect(messages.at(-1)).toMatchObject({thread: '5', text: 'Bob Sample renamed a topic to "Money"'})
  })

  it('remembers a bounded number of messages and says when it forgot some', () => {
    const topics = new Topics(3)
    topics.created(1, 'One')
    for (let id = 2; id < 20; id++) expect(topics.of(id, id - 1)).toBe(1)
    expect(topics.forgot).toBe(true)
    expect(topics.of(30, 2)).toBeUndefined()
    expect(topics.of(31, 1)).toBe(1)
  })

  it('knows no topics in other groups', () => {
    const topics = new Topics()
    expect(topics.of(2, 1)).toBeUndefined()
    expect(topics.isForum).toBe(false)
  })
})

describe('forwards', () => {
  it.each([
    ['#47 names the true author', {forwarded_from: 'Eve'}, '[forwarded from Eve]\ntext 1'],
    ['#47 names deleted authors so', {forwarded_from: null}, '[forwarded from Deleted Account]\ntext 1'],
    [
      '#47 marks a forward without words',
      {forwarded_from: 'Eve', text: '', photo: '(File not included.)'},
      '[forwarded from Eve]',
    ],
  ])('%s', async (_, fields, text) => {
    expect(await readOne(chat([message(1, fields)]))).toMatchObject({sender: `user${BOB}`, text})
  })

  it('#47 keeps the author of what was saved', async () => {
    const saved = message(1, {
      from: 'Ada',
      from_id: `user${SELF}`,
      forwarded_from: 'Some Channel',
      saved_from: 'Some Channel',
    })
    const read = await readOne(chat([saved], {name: undefined, type: 'saved_messages', id: SELF}))
    expect(read).toMatchObject({sender: `user${SELF}`, text: '[forwarded from Some Channel]\ntext 1'})
  })

  it('#48 lets a channel speak for the post that it forwards into its own group', async () => {
    const post = message(1, {from: 'News', from_id: 'channel999', forwarded_from: 'News', saved_from: 'News'})
    expect(await readOne(group([post]))).toMatchObject({sender: 'channel999', text: 'text 1'})
  })

  it('counts a forward of nothing as empty', async () => {
    expect(reasons(await readResult(chat([message(1, {forwarded_from: 'Eve', text: ''})])))).toEqual({empty: 1})
  })

  it('#49 leaves what was sent with a bot to the person', async () => {
    expect(await readOne(chat([message(1, {via_bot: '@gif'})]))).toMatchObject({sender: `user${BOB}`, text: 'text 1'})
  })
})

describe('service messages', () => {
  const events = [service(1, 'pin_message', {message_id: 7}), service(2, 'joined_telegram'), message(3)]

  it('#51 are counted, not kept', async () => {
    const result = await readResult(chat(events))
    expect(result.messages.map(({id}) => id)).toEqual(['3'])
    expect(result.skips).toEqual([{reason: 'event', conversation: `user${BOB}`, count: 2}])
  })

  it('#51 become lines when asked for', async () => {
    const {messages} = await readResult(chat(events), {events: true})
    expect(messages.map(({sender, text}) => [sender, text])).toEqual([
      [`user${BOB}`, 'Bob Sample pinned a message'],
      [`user${BOB}`, 'Bob Sample joined Telegram'],
      [`user${BOB}`, 'text 3'],
    ])
  })

  it.each([
    [
      'nobody',
      {actor: undefined, actor_id: undefined, action: 'send_payment', amount: 500, currency: 'EUR'},
      'channel2222222222',
      'a payment of 5.00 EUR was sent',
    ],
    ['a name alone', {actor: 'Ada', actor_id: undefined}, 'Ada', 'Ada pinned a message'],
    ['a deleted person', {actor: null}, `user${BOB}`, 'Deleted Account pinned a message'],
    ['no action', {action: undefined, information_text: 'custom action'}, `user${BOB}`, 'custom action'],
    ['nothing at all', {action: undefined}, `user${BOB}`, 'Bob Sample: service message'],
  ])('#52 that name %s', async (_, fields, sender, text) => {
    const {messages} = await readResult(group([service(1, 'pin_message', fields)]), {events: true})
    expect(messages).toMatchObject([{sender, text}])
  })

  it('#52 knows the actor of a proximity alert by another field', async () => {
    const alert = service(1, 'proximity_reached', {
      actor: undefined,
      actor_id: undefined,
      from: 'Bob',
      from_id: `user${BOB}`,
      to: null,
      distance: 5,
    })
    const {messages} = await readResult(chat([alert]), {events: true})
    expect(messages).toMatchObject([{sender: `user${BOB}`, text: 'Bob is within 5 m of Deleted Account'}])
  })

  it.each([
    ['create_group', {title: 'Club', members: ['Ada', null]}, 'Bob created the group "Club" with Ada, Deleted Account'],
    ['create_group', {title: 'Club', members: []}, 'Bob created the group "Club"'],
    ['create_channel', {title: 'News'}, '"News" was created'],
    ['edit_group_title', {title: 'Pub'}, 'Bob changed the title to "Pub"'],
    ['edit_group_photo', {}, 'Bob changed the photo'],
    ['delete_group_photo', {}, 'Bob removed the photo'],
    ['#53 invite_members', {members: [null, 'Ada']}, 'Bob invited Deleted Account, Ada'],
    ['#53 invite_members', {members: null}, 'Bob invited somebody'],
    ['invite_members', {members: ['Bob']}, 'Bob joined'],
    ['remove_members', {members: ['Ada']}, 'Bob removed Ada'],
    ['remove_members', {members: ['Bob']}, 'Bob left'],
    ['join_group_by_link', {inviter: null}, 'Bob joined by link'],
    ['join_group_by_request', {}, 'Bob joined by request'],
    ['join_group_via_community', {}, 'Bob joined through a community'],
    ['migrate_to_supergroup', {}, 'Bob converted this group to a supergroup'],
    ['migrate_from_group', {title: 'Club'}, 'the group "Club" was converted to this supergroup'],
    ['topic_edit', {new_icon_emoji_id: 1}, 'Bob changed a topic'],
    ['phone_call', {duration_seconds: 61, discard_reason: 'hangup'}, 'Bob called (1:01)'],
    ['phone_call', {discard_reason: 'missed'}, 'Bob called (missed)'],
    ['phone_call', {discard_reason: 'disconnect'}, 'Bob called'],
    ['group_call', {duration: 90}, 'Bob started a voice chat (1:30)'],
    ['invite_to_group_call', {members: ['Ada']}, 'Bob invited Ada to the voice chat'],
    ['set_messages_ttl', {period: 2678400}, 'Bob set messages to delete themselves after 31 d'],
    ['set_messages_ttl', {period: 90}, 'Bob set messages to delete themselves after 1:30'],
    ['set_messages_ttl', {period: 0}, 'Bob set messages to delete themselves never'],
    ['score_in_game', {score: 9}, 'Bob scored 9 in a game'],
    ['refunded_payment', {amount: 5, currency: 'XTR'}, 'a payment of 5 XTR was refunded'],
    ['todo_completions', {completed: [], incompleted: [2]}, 'Bob marked 0 tasks as done and 1 as not done'],
    ['todo_append_tasks', {items: [{text: ['a', 'b'], id: 1}, {text: 'c'}]}, 'Bob added tasks: ab, c'],
    ['take_screenshot', {}, 'Bob took a screenshot'],
    ['clear_history', {}, 'the history was cleared'],
    ['boost_apply', {boosts: 4}, 'Bob: boost apply'],
    ['constructor', {}, 'Bob: constructor'],
  ])('%s with %s', (action, fields, expected) => {
    expect(eventText({action: action.replace(/^#\d+ /, ''), ...fields}, 'Bob')).toBe(expected)
  })

  it('#84 leaves the 64-bit ids of gifts alone', async () => {
    const gift = JSON.stringify(service(1, 'send_star_gift', {gift_id: 0})).replace(
      '"gift_id":0',
      '"gift_id":5170145012310081615',
    )
    const {messages} = await readResult(`{"name":"Bob","type":"personal_chat","id":${BOB},"messages":[${gift}]}`, {
      events: true,
    })
    expect(messages.map(({text}) => text)).toEqual(['Bob Sample: send star gift'])
  })

  it('#54 takes the last of two texts in one object', async () => {
    const twice =
      '{"id":1,"type":"service","date_unixtime":"1704067200","action":"send_webview_data","text":"data","text":""}'
    const result = await readResult(`{"name":"B","type":"bot_chat","id":7,"messages":[${twice}]}`, {events: true})
    expect(result.messages).toMatchObject([{text: 'B: send webview data'}])
    expect(codes(result)).toEqual([])
  })
})

it('#69 ignores reactions, also of people without a name', async () => {
  const reactions = [
    {type: 'emoji', count: 1, emoji: '👍', recent: [{from: null, from_id: 'user5', date: '2024-01-01T02:00:01'}]},
  ]
  const result = await readResult(account([chat([message(1, {reactions})])]))
  expect(result.messages).toHaveLength(1)
  expect(result.people).toHaveLength(1)
})
