import type {ReadResult} from '@everport/plugin-kit/testing'
import {describe, expect, it} from 'vitest'
import {readTable, texts} from './read-table.js'

const spoken = ({messages}: ReadResult) => messages.map(({conversation, sender}) => `${conversation}: ${sender}`)

/** Tables as exporters and people make them, which must be understood without a word of help. */
describe('tables of strangers', () => {
  it.each([
    [
      'AI chats told apart by their titles',
      'Conversation Title,Timestamp,Role,Message\nTrip,2024-03-01T09:00:00Z,User,Hello\nTrip,2024-03-01T09:00:05Z,ChatGPT,"Hi, you"\nSoup,2024-03-02T09:00:00Z,User,Give me one\n',
      ['Trip: Trip/user', 'Trip: chatgpt', 'Soup: Soup/user'],
    ],
    [
      'an account beside a name',
      'channel_name,ts,user,real_name,text\ngeneral,1709283600.000100,U1,Ada,hello there\ngeneral,1709283601.000200,U2,Bob,hi\n',
      ['general: U1', 'general: U2'],
    ],
    [
      'a nickname beside a role',
      'session_id,type,from,content,timestamp,user_nickname\ns1,text,user,"Hi, help",1632396233588,Ada\ns1,text,operator,Sure thing,1632396243588,Bob\ns1,event,operator,state:resolved,1632396253588,Bob\n',
      ['s1: Ada', 's1: Bob'],
    ],
    [
      'a phone book number on rows of both sides',
      'phone,contact,direction,datetime,body\n+49170,Ada,incoming,2024-03-01T09:00:00Z,hi\n+49170,Ada,outgoing,2024-03-01T09:01:00Z,hello Ada\n+49171,Bob,incoming,2024-03-01T09:02:00Z,lunch?\n',
      ['+49170: +49170', '+49170: me', '+49171: +49171'],
    ],
    [
      'channels that begin with # and no header',
      '2024-03-01T09:00:01Z\t#general\tada\thello "world\n2024-03-01T09:00:05Z\t#general\tbob\thi ada, what is up?\n2024-03-01T09:00:09Z\t#random\tada\tnothing, "really" nothing\n',
      ['#general: ada', '#general: bob', '#random: ada'],
    ],
    [
      'profiles beside names',
      'CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT\n2-a,Ada,https://x.test/in/ada,Bob,2024-03-01 09:00:00 UTC,,Are you open to work?\n2-a,Bob,https://x.test/in/bob,Ada,2024-03-01 10:00:00 UTC,,"No, thanks"\n',
      ['2-a: https://x.test/in/ada', '2-a: https://x.test/in/bob'],
    ],
    [
      'answers to a form',
      'Timestamp,Email Address,Your name,Your message\n2024-03-14T09:05:12Z,ada@x.test,Ada,Great event!\n2024-03-15T10:15:00Z,bob@x.test,Bob,"Loved it, thanks"\n',
      ['chat: ada@x.test', 'chat: bob@x.test'],
    ],
  ])('understands %s', async (_, table, expected) => {
    expect(spoken(await readTable(table))).toEqual(expected)
  })

  it('keeps a message that is a photo', async () => {
    const read = await readTable(
      'thread_name,sender_name,timestamp_ms,content,photos\nAda and Bob,Ada,1709283600123,Hi Bob,\nAda and Bob,Bob,1709283601123,,photos/1.jpg\n',
    )
    expect(read.messages.map(({attachments}) => attachments?.[0]?.name)).toEqual([undefined, '1.jpg'])
  })

  it('takes later parts without a header for parts, in their order', async () => {
    const rows = (from: number) =>
      Array.from({length: 30}, (_, n) => `${from + n},user${n % 3},"text, no ${from + n}",2019-01-01T00:00:00.000Z\n`)
    const read = await readTable({
      'general/1.csv': `id,author,content,created\n${rows(100).join('')}`,
      'general/2.csv': rows(130).join(''),
      'general/10.csv': rows(160).join(''),
    })
    expect(texts(read)).toEqual(Array.from({length: 90}, (_, n) => `text, no ${100 + n}`))
    expect(new Set(read.messages.map(({conversation}) => conversation))).toEqual(new Set(['general']))
    expect(read.notices.filter(({code}) => code === 'decided')).toHaveLength(1)
  })

  it('gives rows without ids the ids that they had when a longer export is read', async () => {
    const row = (n: number) =>
      `2024-03-01T09:${String(n % 60).padStart(2, '0')}:00Z,Ada,${n % 4 === 0 ? 'ok' : `no ${n}`}\n`
    const table = (from: number, to: number) =>
      `timestamp,sender,message\n${Array.from({length: to - from}, (_, n) => row(from + n)).join('')}`
    const ids = async (text: string) => (await readTable(text)).messages.map(({id}) => id)
    const [short, long] = [await ids(table(0, 40)), await ids(table(0, 200))]
    expect(long.slice(0, 40)).toEqual(short)
    expect(new Set(long).size).toBe(200)
  })
})
