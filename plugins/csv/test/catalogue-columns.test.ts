import {describe, expect, it} from 'vitest'
import {csv} from '../src/index.js'
import {chat, notice, readTable, skips, texts, times, treeOf} from './read-table.js'

const rows = (header: string, ...lines: string[]) => [header, ...lines, ''].join('\n')
const AT = '2024-03-01T09:00:00Z'

describe('catalogue 40 to 50: columns, senders and roles', () => {
  it('40. answers a column that is not there with those that are, and the closest', async () => {
    await expect(readTable(chat('hi'), {map: ['time=time_stamp2', 'text=massage']})).rejects.toMatchObject({
      code: 'INPUT_NEEDS_OPTION',
      message: expect.stringContaining('its columns are 1 timestamp, 2 sender, 3 message'),
    })
    await expect(readTable(chat('hi'), {map: ['text=massage']})).rejects.toMatchObject({
      hints: ['did you mean --map text="message"?'],
    })
    await expect(readTable(chat('hi'), {map: ['text=9']})).rejects.toThrow('no column "9"')
  })

  it('40. answers a field that does not exist with those that do', async () => {
    await expect(readTable(chat('hi'), {map: ['texts=message']})).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: 'map: "texts" is no field; did you mean text?',
    })
    await expect(readTable(chat('hi'), {map: ['message']})).rejects.toThrow('is not written as field=column')
  })

  it('41. takes the surest of several names, and one column for one field', async () => {
    const file = rows(
      'created_at,author,text,translated_text,comment',
      `${AT},Ada,hallo zusammen,hello everybody,"a much longer comment than both of the others"`,
    )
    const read = await readTable(file)
    expect(texts(read)).toEqual(['hallo zusammen'])
    expect(notice(read, 'decided')).toContain('text = text')
    expect(texts(await readTable(file, {map: ['text=translated_text']}))).toEqual(['hello everybody'])
    const twice = await readTable(rows('visit,created_at,role,text', `v1,${AT},user,hi`, `v1,${AT},bot,hello`), {
      map: ['conversation=visit', 'sender=visit'],
    })
    expect(twice.messages.map(({sender, conversation}) => `${conversation} ${sender}`)).toEqual(['v1 v1', 'v1 bot'])
  })

  it('42. takes the id for identity and the name for display', async () => {
    const both = await readTable(rows('time,user_id,user_name,text', `${AT},u1,Ada,hi`))
    expect(both.people).toEqual([{type: 'person', id: 'u1', name: 'Ada', local: true}])
    const name = await readTable(rows('time,sender,text', `${AT},  Ada Lovelace ,hi`))
    expect(name.people).toEqual([{type: 'person', id: 'Ada Lovelace', name: 'Ada Lovelace', local: true}])
    const mail = await readTable(rows('time,sender_email,text', `${AT},ada@example.com,hi`))
    expect(mail.people).toEqual([{type: 'person', id: 'ada@example.com', name: 'ada', email: 'ada@example.com'}])
  })

  it('43. tells people of one name apart by id, and keeps one who is renamed', async () => {
    const read = await readTable(
      rows('time,user_id,user_name,text', `${AT},u1,Ada,a`, `${AT},u2,Ada,b`, `${AT},u1,Ada L.,c`),
    )
    expect(read.messages.map(({sender}) => sender)).toEqual(['u1', 'u2', 'u1'])
    expect(read.people.map(({id, name}) => `${id} ${name}`)).toEqual(['u1 Ada', 'u2 Ada', 'u1 Ada L.'])
  })

  it('44. calls a sender unknown where the cell is empty, never the one before', async () => {
    const read = await readTable(rows('time,sender,text', `${AT},Ada,hi`, `${AT},,who am I`))
    expect(read.messages.map(({sender}) => sender)).toEqual(['Ada', 'unknown'])
    expect(notice(read, 'unknown-sender')).toContain('1 row without a sender')
    const roles = await readTable(
      rows('chat_id,time,role,sender,text', `c1,${AT},customer,,hi`, `c1,${AT},agent,Sam,hello`),
    )
    expect(roles.people.map(({id, name}) => `${id} ${name}`)).toEqual(['c1/customer customer', 'Sam Sam'])
  })

  it('45. keeps senders that are emoji or hold delimiters', async () => {
    const read = await readTable(rows('time,sender,text', `${AT},🦊,hi`, `${AT},"Doe, John; Jr.",yo`))
    expect(read.messages.map(({sender}) => sender)).toEqual(['🦊', 'Doe, John; Jr.'])
  })

  it('46. gives rows that are marked as own to the person, whatever their sender cell says', async () => {
    const file = rows('id,is_sender,talker,room_name,msg,CreateTime', `1,0,bob,bob,hello,${AT}`, `2,1,bob,bob,hi,${AT}`)
    expect((await readTable(file)).messages.map(({sender}) => sender)).toEqual(['bob', 'me'])
    expect((await readTable(file, {me: 'Ada'})).messages.map(({sender}) => sender)).toEqual(['bob', 'Ada'])
    expect(notice(await readTable(file), 'decided')).toContain('your own rows are by "me"; --me gives your name')
    const directions = rows('direction,contact,body,date', `incoming,Bob,hello,${AT}`, `outgoing,Bob,hi,${AT}`)
    expect((await readTable(directions, {me: 'Ada'})).messages.map(({sender}) => sender)).toEqual(['Bob', 'Ada'])
  })

  it.each(['True', 'TRUE', '1', 'yes'])('47. takes inbound=%s for the person who asks', async (yes) => {
    const no = {True: 'False', TRUE: 'FALSE', 1: '0', yes: 'no'}[yes]
    const file = rows('id,session_id,inbound,created_at,text', `1,s,${yes},${AT},help`, `2,s,${no},${AT},sure`)
    const people = await readTable(file)
    expect(people.conversations[0]?.kind).toBe('group')
    expect(notice(people, 'decided')).toContain('--assistant outbound makes them the assistant')
    const told = await readTable(file, {assistant: ['outbound']})
    expect(told.messages.map(({role}) => role)).toEqual(['user', 'assistant'])
    expect((await readTable(file, {assistant: [String(no)]})).messages.map(({role}) => role)).toEqual([
      'user',
      'assistant',
    ])
  })

  it('48. takes a role of the file’s own making for a person, and says so once with a count', async () => {
    const read = await readTable(
      rows(
        'time,role,sender,text',
        `${AT},gardener,Ada,a`,
        `${AT},gardener,Bob,b`,
        `${AT},user,Cy,c`,
        `${AT},user,Di,d`,
      ),
    )
    expect(read.messages.map(({sender}) => sender)).toEqual(['Ada', 'Bob', 'Cy', 'Di'])
    expect(read.notices.filter(({code}) => code === 'unknown-role').map(({message}) => message)).toEqual([
      'chat.csv: 2 rows with the role "gardener", which is taken for a person; --assistant "gardener" makes it an assistant.',
    ])
  })

  it.each([
    [['customer', 'agent'], [], 'group', [undefined, undefined], [undefined, undefined]],
    [['customer', 'agent'], ['agent'], 'assistant', ['user', 'assistant'], [undefined, undefined]],
    [['customer', 'bot'], [], 'assistant', ['user', 'assistant'], [undefined, undefined]],
    [
      ['CUSTOMER', 'AUTOMATED_AGENT', 'AGENT'],
      [],
      'group',
      [undefined, undefined, undefined],
      [undefined, true, undefined],
    ],
    [
      ['END_USER', 'AUTOMATED_AGENT', 'AGENT'],
      ['Agent'],
      'assistant',
      ['user', 'assistant', 'assistant'],
      [undefined, undefined, undefined],
    ],
  ] as const)(
    '49. maps the roles %j with --assistant %j to a conversation of kind %s',
    async (values, assistant, kind, roles, bots) => {
      const read = await readTable(rows('chat_id,time,role,text', ...values.map((value) => `c,${AT},${value},x`)), {
        assistant: [...assistant],
      })
      expect(read.conversations[0]?.kind).toBe(kind)
      expect(read.messages.map(({role}) => role)).toEqual(roles)
      expect(read.messages.map(({bot}) => bot)).toEqual(bots)
    },
  )

  it('50. skips notes and other events by type, and keeps them when told', async () => {
    const file = rows(
      'id,chat_id,time,author_type,author_id,message_type,body',
      `1,c,${AT},user,u1,comment,hi`,
      `2,c,${AT},admin,a1,note,do not tell`,
      `3,c,${AT},admin,a1,assignment,`,
      `4,c,${AT},admin,a1,snoozed,`,
      `5,c,${AT},admin,a1,comment,ok`,
    )
    const read = await readTable(file)
    expect(texts(read)).toEqual(['hi', 'ok'])
    expect(skips(read)).toEqual(['event 3', 'event 4', 'event 5'])
    expect(notice(read, 'event-rows')).toContain('1 row of type "note" skipped')
    expect(texts(await readTable(file, {map: ['event=']}))).toContain('do not tell')
    const kinds = await readTable(rows('type,sender,time,text', `private,Ada,${AT},hi`, `private,Bob,${AT},yo`))
    expect(texts(kinds)).toEqual(['hi', 'yo'])
    const roles = await readTable(
      rows(
        'chat_id,role,content,created_at',
        `1,system,You help,${AT}`,
        `1,user,Hi,${AT}`,
        `1,assistant,Hello,${AT}`,
        `1,tool,{},${AT}`,
      ),
    )
    expect([texts(roles), skips(roles)]).toEqual([
      ['Hi', 'Hello'],
      ['event 2', 'event 5'],
    ])
  })
})

describe('catalogue 51 to 71: exchanges, transcripts, conversations, ids', () => {
  const pairs = rows(
    'session_id,timestamp,user_msg,bot_reply',
    `s1,${AT},How?,Like this.`,
    `s1,${AT},Thanks,`,
    `s2,${AT},,Still there?`,
    `s2,${AT},,`,
  )

  it('51. makes two messages of a row with question and answer, one where a side is empty', async () => {
    const read = await readTable(pairs)
    expect(read.messages.map(({conversation, role, text}) => [conversation, role, text])).toEqual([
      ['s1', 'user', 'How?'],
      ['s1', 'assistant', 'Like this.'],
      ['s1', 'user', 'Thanks'],
      ['s2', 'assistant', 'Still there?'],
    ])
    expect(skips(read)).toEqual(['no-text 5'])
    const [question, answer] = read.messages
    expect(answer?.at).toBe(question?.at)
    expect(answer?.order).toBeGreaterThan(question?.order ?? Infinity)
    const ids = await readTable(rows('message_id,session_id,timestamp,user_msg,bot_reply', `m1,s1,${AT},How?,So.`))
    expect(ids.messages.map(({id}) => id)).toEqual(['m1:q', 'm1:a'])
  })

  it('52. makes a conversation for each person, or for each file, where no column names one', async () => {
    const named = await readTable(
      rows('name,timestamp,question,response', `Bob,${AT},How?,So.`, `Eve,${AT},Why?,Because.`),
    )
    expect(named.conversations.map(({id, kind}) => `${id} ${kind}`)).toEqual(['Bob assistant', 'Eve assistant'])
    expect(notice(named, 'decided')).toContain('a conversation for each person')
    const bare = await readTable(rows('timestamp,prompt,completion', `${AT},How?,So.`))
    expect(bare.conversations.map(({id}) => id)).toEqual(['chat'])
    expect(notice(bare, 'decided')).toContain('a conversation for each file')
    expect(
      (await readTable(rows('name,timestamp,question,response', `Bob,${AT},How?,So.`), {conversations: 'file'}))
        .conversations,
    ).toMatchObject([{id: 'chat'}])
    await expect(
      readTable(rows('timestamp,prompt,completion', `${AT},How?,So.`), {conversations: 'person'}),
    ).rejects.toThrow('needs a column for "sender"')
  })

  it('53. splits a transcript at its labels, not at semicolons', async () => {
    const read = await readTable(
      rows(
        'SessionId,StartDateTime,ChatTranscript',
        `b2,${AT},"User says: refund; Bot says: Which order; the last one?; User says: yes;"`,
      ),
    )
    expect(read.messages.map(({role, text}) => `${role}: ${text}`)).toEqual([
      'user: refund',
      'assistant: Which order; the last one?',
      'user: yes',
    ])
    expect(times(read)).toEqual(['2024-03-01T09:00:00.000Z', '2024-03-01T09:00:00.001Z', '2024-03-01T09:00:00.002Z'])
    expect(notice(read, 'made-up-times')).toContain('1 transcript has only the time of its start')
  })

  it('54. reads transcripts in JSON and as Python prints them, and rejects others', async () => {
    const cells = [
      '[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]',
      "[{'role': 'user', 'content': 'it\\'s \"me\"', 'seen': True, 'x': None}]",
      '[{"role":"user","cont',
    ]
    const read = await readTable(
      rows(
        'conversation_id,started_at,messages',
        ...cells.map((cell, n) => `c${n},${AT},"${cell.replaceAll('"', '""')}"`),
      ),
    )
    expect(read.messages.map(({conversation, text}) => `${conversation} ${text}`)).toEqual([
      'c0 hi',
      'c0 hello',
      'c1 it\'s "me"',
    ])
    expect(skips(read)).toEqual(['bad-transcript 4'])
  })

  it.each([
    ['a.csv', 'b.csv'],
    ['b.csv', 'a.csv'],
  ])('55. joins conversations and messages of two files, %s first', async (one, two) => {
    const read = await readTable({
      [one]: rows('source_id,channel,subject,created_at', `c1,CHAT,Refund,${AT}`, `c2,CHAT,Nobody spoke,${AT}`),
      [two]: rows(
        'conversation_source_id,source_id,sender_id,body,sent_at',
        `c1,m1,u1,hello,${AT}`,
        `c9,m2,u1,anyone?,${AT}`,
      ),
    })
    expect(read.conversations).toEqual([
      {type: 'conversation', id: 'c1', name: 'Refund', kind: 'group', local: true},
      {type: 'conversation', id: 'c9', kind: 'group', local: true},
    ])
    expect(read.messages.map(({conversation, id}) => `${conversation} ${id}`)).toEqual(['c1 m1', 'c9 m2'])
    expect(read.notices.map(({code}) => code)).toEqual(['decided'])
  })

  it('56. takes the id in brackets for the conversation of a file, over several dates', async () => {
    const read = await readTable({
      'Club - general [1234567890] (after 2024-03-01).csv': chat('two'),
      'Club - general [1234567890] (before 2024-03-01).csv': chat('one'),
      'other/Club - general.csv': chat('three'),
      'Club - general.csv': chat('four'),
    })
    expect([...new Set(read.messages.map(({conversation}) => conversation))].sort()).toEqual([
      '1234567890',
      'Club - general',
      'other/Club - general',
    ])
    expect(read.conversations[0]).toMatchObject({id: expect.any(String), local: true})
    expect(read.conversations.find(({id}) => id === '1234567890')?.name).toBe('Club - general')
  })

  it('57. joins the parts of a response when told', async () => {
    const file = rows(
      'Conversation ID,Message Timestamp,Message Type,Message',
      `u1,${AT},user_input,tell me`,
      `u1,2024-03-01T09:00:02Z,response,First part of the`,
      `u1,2024-03-01T09:00:02Z,response,answer.`,
      `u1,2024-03-01T09:00:03Z,response,Another.`,
    )
    expect(texts(await readTable(file))).toHaveLength(4)
    const joined = await readTable(file, {joinParts: true})
    expect(texts(joined)).toEqual(['tell me', 'First part of the answer.', 'Another.'])
    expect(notice(joined, 'joined-parts')).toContain('1 row')
  })

  it('58. does not take the medium for the conversation', async () => {
    const read = await readTable(
      rows('ticket_ref,channel,sender,body,sent_at', `t1,email,Ada,a,${AT}`, `t2,CHAT,Bob,b,${AT}`),
      {map: ['conversation=ticket_ref']},
    )
    expect(read.conversations.map(({id}) => id)).toEqual(['t1', 't2'])
    const alone = await readTable(rows('channel,sender,body,sent_at', `email,Ada,a,${AT}`, `CHAT,Bob,b,${AT}`))
    expect(alone.conversations.map(({id}) => id)).toEqual(['chat'])
  })

  it('59. names one conversation after the file', async () => {
    expect((await readTable({'Garden Club.csv': chat('hi')})).conversations).toEqual([
      {type: 'conversation', id: 'Garden Club', name: 'Garden Club', kind: 'group', local: true},
    ])
  })

  it('60. groups rows of interleaved conversations', async () => {
    const read = await readTable(rows('room,time,sender,text', `a,${AT},Ada,1`, `b,${AT},Ada,2`, `a,${AT},Bob,3`))
    expect(read.conversations.map(({id, name}) => `${id} ${name}`)).toEqual(['a a', 'b b'])
    expect(read.messages.map(({conversation}) => conversation)).toEqual(['a', 'b', 'a'])
  })

  it('61. 62. keeps the order of equal times, and turns it round where the newest row stands first', async () => {
    const minute = (...lines: string[]) => rows('time,sender,text', ...lines)
    const oldest = await readTable(
      minute('2024-03-01T09:00Z,Ada,1', '2024-03-01T09:00Z,Bob,2', '2024-03-01T09:01Z,Ada,3'),
    )
    const newest = await readTable(
      minute('2024-03-01T09:01Z,Ada,3', '2024-03-01T09:00Z,Bob,2', '2024-03-01T09:00Z,Ada,1'),
    )
    const sorted = (read: typeof oldest) =>
      [...read.messages].sort((a, b) => a.at - b.at || (a.order ?? 0) - (b.order ?? 0)).map(({text}) => text)
    expect([sorted(oldest), sorted(newest)]).toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
    ])
    expect(notice(newest, 'decided')).toContain('the newest row stands first')
    expect(notice(oldest, 'decided')).not.toContain('newest')
  })

  it('63. gives one id to a repeated row with an id, and two to a repeated text without', async () => {
    const withId = await readTable(
      rows('message_id,time,sender,text', `1,${AT},Ada,ok`, `2,${AT},Bob,no`, `1,${AT},Ada,ok`),
    )
    expect(withId.messages.map(({id}) => id)).toEqual(['1', '2', '1'])
    const without = await readTable(rows('time,sender,text', `${AT},Ada,ok`, `${AT},Ada,ok`))
    expect(new Set(without.messages.map(({id}) => id)).size).toBe(2)
  })

  it('63. keeps rows that share an id and differ', async () => {
    const file = rows('id,time,sender,text', `7,${AT},Ada,one`, `7,${AT},Ada,two`, `8,${AT},Bob,three`)
    const proposed = await readTable(file)
    expect(new Set(proposed.messages.map(({id}) => id)).size).toBe(3)
    expect(proposed.notices.map(({message}) => message).join()).toContain('repeats its values')
    const told = await readTable(file, {map: ['id=id']})
    expect(told.messages.map(({id}) => id)).toEqual(['7', expect.stringMatching(/^7-[0-9a-f]{8}$/), '8'])
    expect(notice(told, 'repeated-id')).toContain('"7"')
  })

  it('64. keeps the message that is answered, also when it is missing, and the first of several', async () => {
    const read = await readTable(
      rows(
        'message_id,chat_id,time,sender,text,reply_to',
        `2,c,${AT},Ada,a,999`,
        `3,c,${AT},Bob,b,`,
        `4,c,${AT},Cy,c,"2,3"`,
      ),
    )
    expect(read.messages.map(({replyTo}) => replyTo)).toEqual(['999', undefined, '2'])
    expect(notice(read, 'several-replies')).toContain('1 row')
  })

  it('65. cleans 3.0, and does not use ids whose digits a spreadsheet lost', async () => {
    const read = await readTable(
      rows(
        'message_id,time,author_id,text,reply_to',
        `3.0,${AT},5.0,a,2.0`,
        `1.23457E+18,${AT},6.0,b,`,
        `1.23457E+18,${AT},4.56E+17,c,1.2E+18`,
      ),
    )
    expect(read.messages[0]).toMatchObject({id: '3', sender: '5', replyTo: '2'})
    expect(new Set(read.messages.map(({id}) => id)).size).toBe(3)
    expect(read.messages[2]?.replyTo).toBeUndefined()
    expect(notice(read, 'damaged-ids')).toContain('altered by a spreadsheet, e.g. "1.23457E+18"')
    expect(notice(read, 'damaged-senders')).toContain('different people may share it')
  })

  it('66. keeps leading zeros and long ids as they are', async () => {
    const read = await readTable(
      rows('message_id,chat_id,time,sender_id,text', `00731,0042,${AT},1234567890123456789,hi`),
    )
    expect(read.messages).toMatchObject([{id: '00731', conversation: '0042', sender: '1234567890123456789'}])
    expect(read.people[0]).not.toHaveProperty('local')
  })

  it('67. makes a message of attachments without a text', async () => {
    const read = await readTable(rows('time,sender,text,attachments', `${AT},Ada,,a.png;b.pdf`))
    expect(read.messages).toMatchObject([
      {
        text: '',
        attachments: [
          {kind: 'image', name: 'a.png'},
          {kind: 'file', name: 'b.pdf'},
        ],
      },
    ])
  })

  it('68. leaves reactions out', async () => {
    const read = await readTable(rows('time,sender,text,reactions', `${AT},Ada,hi,👍 (2)`))
    expect(JSON.stringify(read.messages)).not.toContain('👍')
  })

  it('69. keeps rows of deleted users and says that they may be many', async () => {
    const read = await readTable(rows('time,sender,text', `${AT},Deleted User,a`, `${AT},Deleted User#0000,b`))
    expect(read.messages).toHaveLength(2)
    expect(notice(read, 'deleted-sender')).toContain('2 rows by "Deleted User"')
  })

  it('70. skips texts that are no messages when told', async () => {
    const read = await readTable(chat('Joined the server.', 'hi', 'Joined the server. Really.'), {
      ignoreText: ['Joined the server.'],
    })
    expect([texts(read), skips(read)]).toEqual([['hi', 'Joined the server. Really.'], ['ignored-text 2']])
  })

  it('71. builds conversations from chains of replies, with missing starts and circles', async () => {
    const file = rows(
      'tweet_id,author_id,created_at,text,response_tweet_id,in_response_to_tweet_id',
      `3,shop,${AT},answer,,2`,
      `2,ada,${AT},question again,3,1.0`,
      `1,ada,${AT},question,2,`,
      `6,bob,${AT},into the void,,5`,
      `8,eve,${AT},round,,9`,
      `9,eve,${AT},and round,,8`,
    )
    const read = await readTable(file)
    const of = new Map(read.messages.map(({id, conversation}) => [id, conversation]))
    expect([of.get('1'), of.get('2'), of.get('3')]).toEqual(['1', '1', '1'])
    expect(of.get('6')).toBe('5')
    expect(of.get('8')).toBe(of.get('9'))
    expect(notice(read, 'decided')).toContain('a conversation for each chain of replies')
    expect(
      new Set((await readTable(file, {conversations: 'file'})).messages.map(({conversation}) => conversation)),
    ).toEqual(new Set(['chat']))
  })

  it('71. leaves a chat with a few answers in one conversation', async () => {
    const read = await readTable(
      rows(
        'id,time,sender,text,reply_to',
        ...Array.from({length: 9}, (_, n) => `${n},${AT},Ada,x${n},${n === 5 ? 2 : ''}`),
      ),
    )
    expect(read.conversations).toHaveLength(1)
  })
})

describe('layout H: tables that are no chats', () => {
  it.each([
    ['label,text\nham,hello there\nspam,win a prize\n', 'neither times nor senders'],
    ['chat_id,started_at,first_response_time,rating\n1,2024-03-01,30,5\n', 'no column holds messages'],
    ['ticket_id,subject,status,created_at\n1,Refund,open,2024-03-01\n', 'no column holds messages'],
  ])('refuses %j and lists its columns', async (file, why) => {
    await expect(readTable(file)).rejects.toMatchObject({
      code: 'INPUT_UNRECOGNISED',
      message: expect.stringContaining(why),
    })
    await expect(readTable(file)).rejects.toThrow(/columns found: 1 /)
    expect(await csv.detect(treeOf(file))).toMatchObject({
      confidence: 'no',
      refused: true,
      why: expect.stringContaining('columns found'),
    })
  })

  it('reads the chat beside it, and says what it left', async () => {
    const read = await readTable({'chat.csv': chat('hi'), 'metrics.csv': 'chat_id,rating\n1,5\n2,4\n'})
    expect(texts(read)).toEqual(['hi'])
    expect(notice(read, 'not-chat')).toContain('metrics.csv was not read')
  })

  it('asks who wrote, and reads all rows as own when told', async () => {
    const own = rows('ID,Timestamp,Contents,Attachments', `1234567890123456789,${AT},my own message only,`)
    await expect(readTable(own)).rejects.toMatchObject({
      code: 'INPUT_NEEDS_OPTION',
      hints: expect.arrayContaining(['if you wrote them all: --me "Your Name"']),
    })
    expect((await readTable(own, {me: 'Ada'})).messages).toMatchObject([{sender: 'Ada', id: '1234567890123456789'}])
  })

  it('asks when rows have no times, and counts from a start when told', async () => {
    const untimed = rows(
      'flags,instruction,category,intent,response',
      'B,How do I cancel?,ORDER,cancel,Like this.',
      'B,And refund?,ORDER,refund,Like that.',
    )
    await expect(readTable(untimed)).rejects.toThrow('no column says when')
    const read = await readTable(untimed, {startTime: '2024-03-01T09:00:00+01:00'})
    expect(times(read)).toEqual(
      ['08:00:00', '08:00:00', '08:00:01', '08:00:01'].map((time) => `2024-03-01T${time}.000Z`),
    )
    await expect(readTable(untimed, {startTime: 'yesterday'})).rejects.toMatchObject({code: 'CONFIG_INVALID'})
  })
})
