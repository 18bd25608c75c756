import {describe, expect, it} from 'vitest'
import {chat, notice, readTable, texts} from './read-table.js'

const quoted = (...cells: string[]) => chat(...cells.map((cell) => `"${cell.replaceAll('"', '""')}"`))

describe('catalogue 72 to 80: what stands in the cells', () => {
  it('72. turns HTML into text where the column is HTML', async () => {
    const read = await readTable(
      quoted(
        '<p>Hi, I need <b>help</b></p>',
        '<div>see <a href="https://x.example/a">this</a></div><div>Tom &amp; J&uuml;rgen &#128512;</div>',
        'a &lt; b',
      ),
    )
    expect(texts(read)).toEqual(['Hi, I need help', 'see this (https://x.example/a)\nTom & Jürgen 😀', 'a < b'])
    expect(notice(read, 'decided')).toContain('texts are HTML')
  })

  it('72. leaves < and & of ordinary chat alone', async () => {
    const written = ['a < b and c > d', 'use <b> for bold', 'R&D &amp; co', 'plain', 'also plain', 'and so on']
    expect(texts(await readTable(quoted(...written)))).toEqual(written)
  })

  it('73. turns a written \\n into a line end only when told', async () => {
    expect(texts(await readTable(chat('one\\ntwo')))).toEqual(['one\\ntwo'])
    expect(texts(await readTable(chat('one\\ntwo\\\\n'), {fix: ['line-breaks']}))).toEqual(['one\ntwo\\n'])
  })

  it('74. removes the guard before a formula only when told, and only there', async () => {
    const file = chat("'=1+1", "'quoted'", "'-5")
    expect(texts(await readTable(file))).toEqual(["'=1+1", "'quoted'", "'-5"])
    expect(texts(await readTable(file, {fix: ['formula-guard']}))).toEqual(['=1+1', "'quoted'", '-5'])
  })

  it.each(['NULL', 'NaN', 'None', 'N/A'])(
    '75. takes the text %s for a word, and for nothing in ids and times',
    async (word) => {
      const file = `message_id,time,sender,text,reply_to\n1,2024-03-01T09:00:00Z,Ada,${word},${word}\n${word},2024-03-01T09:00:01Z,Ada,b,1\n3,2024-03-01T09:00:01Z,${word},c,1\n`
      const read = await readTable(file)
      expect(texts(read)).toEqual([word, 'b', 'c'])
      expect(read.messages[0]).not.toHaveProperty('replyTo')
      expect(read.messages[1]?.id).toMatch(/^[0-9a-f]{24}$/)
      expect(read.messages[2]?.sender).toBe(word)
      expect(texts(await readTable(file, {fix: ['null-words']}))[0]).toBe('')
      const times = await readTable(`time,sender,text\n${word},Ada,a\n2024-03-01T09:00:00Z,Ada,b\n`)
      expect([texts(times), times.skips[0]?.reason]).toEqual([['b'], 'bad-time'])
    },
  )

  it('76. yields a text of blanks as empty, for the books', async () => {
    expect(texts(await readTable(chat('   ', 'hi')))).toEqual(['', 'hi'])
  })

  it('77. repairs UTF-8 that was read as windows-1252 only when told, and only when all of it makes the way back', async () => {
    const file = chat('GrÃ¼ÃŸe ðŸ˜€', 'naÃ¯ve â€™ fine', 'São Paulo', 'Ã¼ and 李')
    expect(texts(await readTable(file))[0]).toBe('GrÃ¼ÃŸe ðŸ˜€')
    expect(texts(await readTable(file, {fix: ['mojibake']}))).toEqual([
      'Grüße 😀',
      'naïve ’ fine',
      'São Paulo',
      'Ã¼ and 李',
    ])
  })

  it('78. keeps emoji, joiners and right-to-left text', async () => {
    const written = ['👩‍👩‍👧‍👦 ok', 'שלום \u200Fעולם', '👍🏽', 'e\u0301', '𝒳']
    expect(texts(await readTable(chat(...written)))).toEqual(written)
  })

  it('79. gives a very long text with the line where it stands', async () => {
    const [first, second] = (await readTable(chat('short', 'x'.repeat(500_000)))).messages
    expect([first?.place?.line, second?.place?.line, second?.text.length]).toEqual([2, 3, 500_000])
  })

  it('80. hashes phone numbers and e-mail addresses when told, the same in every file', async () => {
    const file = (sender: string) => `time,sender_id,text\n2024-03-01T09:00:00Z,${sender},hi\n`
    const hashed = async (sender: string) => (await readTable(file(sender), {hashSenders: true})).people[0]
    const mail = await hashed('ada@example.com')
    expect(mail?.id).toMatch(/^[0-9a-f]{24}$/)
    expect(JSON.stringify(mail)).not.toContain('ada')
    expect(await hashed('Ada@Example.com')).toMatchObject({id: mail?.id})
    expect((await hashed('+49 170 1234567'))?.id).toBe((await hashed('+491701234567'))?.id)
    expect((await hashed('u17'))?.id).toBe('u17')
    const named = await readTable('time,phone,name,text\n2024-03-01T09:00:00Z,+491701234567,Ada,hi\n', {
      hashSenders: true,
    })
    expect(named.people).toMatchObject([{name: 'Ada', id: expect.stringMatching(/^[0-9a-f]{24}$/)}])
  })
})
