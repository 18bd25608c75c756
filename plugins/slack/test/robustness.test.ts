import {gzipSync} from 'node:zlib'
import {writeZip} from '@everport/core/input/testing'
import {describe, expect, test} from 'vitest'
import {slack} from '../src/index.js'
import {openBytes} from './open-bytes.js'
import {
  ALICE,
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
} from './small-export.js'

const NEXT = {'general/2020-01-02.json': [message({ts: ts(9e10), text: 'next day'})]}

describe('damaged files', () => {
  test.each([
    ['zero bytes', '', []],
    ['truncated', `[${JSON.stringify(message({text: 'before'}))},{"type":"mess`, ['before']],
    ['not JSON', '<html>Sign in to Slack</html>', []],
    ['binary', Uint8Array.of(0, 255, 1, 254), []],
  ])('94 says that a day file is damaged (%s), keeps what stands before, and goes on', async (_, content, before) => {
    const result = await read(exportTree({'general/2020-01-01.json': content, ...NEXT}))
    expect(texts(result)).toEqual([...before, 'next day'])
    expect(result.notices[0]).toMatchObject({code: 'unreadable-file', place: {file: 'general/2020-01-01.json'}})
  })

  test('94 counts a damaged message, and keeps those around it', async () => {
    const day = `[${JSON.stringify(message({text: 'before'}))},{"ts":},${JSON.stringify(message({ts: ts(1), text: 'after'}))}]`
    const result = await read(exportTree({'general/2020-01-01.json': day}))
    expect(texts(result)).toEqual(['before', 'after'])
    expect(result.messages[1]?.place).toEqual({file: 'general/2020-01-01.json', record: 3})
    expect(skipped(result)).toEqual({unreadable: 1})
    expect(codes(result)).toEqual(['unreadable-file'])
  })

  test('94 goes on without a damaged index', async () => {
    const result = await read(exportTree({'users.json': '[{"id":"U1ALICE1","name":"alice"},{"id":', ...NEXT}))
    expect(result.people).toEqual([{type: 'person', id: ALICE.id, name: 'alice', handle: 'alice'}])
    expect(texts(result)).toEqual(['next day'])
    expect(codes(result)).toEqual(['unreadable-file'])
  })

  test('95 drops a byte order mark', async () => {
    const result = await read(exportTree({'general/2020-01-01.json': `\uFEFF${JSON.stringify([message()])}`}))
    expect(texts(result)).toEqual(['hello'])
    expect(result.notices).toEqual([])
  })

  test('96 counts items that are no messages', async () => {
    const result = await readMessages([null, message(), 'text', 7, [], {type: 'presence_change', ts: ts()}, {}])
    expect(texts(result)).toEqual(['hello'])
    expect(skipped(result)).toEqual({'not-a-message': 5, 'no-time': 1})
  })

  test('97 takes a single object for an array of one', async () => {
    const result = await read(exportTree({'general/2020-01-01.json': message()}))
    expect(texts(result)).toEqual(['hello'])
  })

  test('97 reads the answer of the API that scripts save', async () => {
    const result = await read(
      exportTree({'general/2020-01-01.json': {ok: true, messages: [message()], has_more: false}}),
    )
    expect(texts(result)).toEqual(['hello'])
  })

  test('98 reads indexes that are objects keyed by id', async () => {
    const {id, ...alice} = ALICE
    const result = await readMessages(
      [message()],
      {},
      {
        'users.json': {[id]: alice},
        'channels.json': {C1GENERAL: {name: 'general'}},
      },
    )
    expect(result.people[0]).toMatchObject({id, name: 'Alice'})
    expect(result.conversations[0]).toMatchObject({id: 'C1GENERAL', name: 'general'})
  })

  test('99 reads many day files in small parts, in order', async () => {
    const files = Object.fromEntries(
      Array.from({length: 3000}, (_, day) => {
        const date = new Date(Date.UTC(2012, 0, 1 + day)).toISOString().slice(0, 10)
        return [`general/${date}.json`, [message({ts: `${1325419200 + day * 86_400}.000000`, text: String(day)})]]
      }),
    )
    const sizes: number[] = []
    const context = {signal: new AbortController().signal, skip() {}, warn() {}}
    let next = 0
    for await (const batch of slack.read(exportTree(files), slack.options.parse({}), context)) {
      sizes.push(batch.length)
      for (const record of batch) if (record.type === 'message') expect(record.text).toBe(String(next++))
    }
    expect(next).toBe(3000)
    expect(Math.max(...sizes)).toBeLessThan(600)
  })

  test('99 stops soon when it is told to', async () => {
    const days = Array.from({length: 1000}, (_, day) => [`general/${2000 + day}-01-01.json`, [message()]] as const)
    const abort = new AbortController()
    let batches = 0
    const context = {signal: abort.signal, skip() {}, warn() {}}
    for await (const _ of slack.read(exportTree(Object.fromEntries(days)), slack.options.parse({}), context)) {
      batches += 1
      abort.abort()
    }
    expect(batches).toBe(1)
  })

  test('99 streams a day file that is too large to hold', async () => {
    const padding = 'x'.repeat(100_000)
    const large = Array.from({length: 60}, (_, n) => message({ts: ts(n), text: String(n), metadata: padding}))
    const result = await readMessages([...large, null, ...large.slice(0, 1)])
    expect(texts(result)).toHaveLength(61)
    expect(result.messages[59]?.place).toEqual({file: 'general/2020-01-01.json', record: 60})
    expect(skipped(result)).toEqual({'not-a-message': 1})
  })
})

describe('what cannot be read', () => {
  const SMALL = {'users.json': JSON.stringify([ALICE]), 'channels.json': JSON.stringify([GENERAL])}
  const day = JSON.stringify([message()])

  test('100 never sees entries that lead out of the archive', async () => {
    const tree = await openBytes(
      'export.zip',
      writeZip({
        ...SMALL,
        'general/2020-01-01.json': day,
        '../../general/2020-01-02.json': day,
        '/general/2020-01-03.json': day,
      }),
    )
    const result = await read(tree)
    expect(result.messages).toHaveLength(1)
    expect((await tree.refused()).map(({reason}) => reason)).toEqual(['escapes', 'escapes'])
  })

  async function refusal(tree: Parameters<typeof slack.detect>[0]) {
    const detected = await slack.detect(tree)
    const thrown = await read(tree).catch((error: Error & {code: string}) => `${error.code}: ${error.message}`)
    expect(thrown).toContain(detected.why)
    return detected
  }

  test('101 refuses a zip in which the export is behind a password', async () => {
    const tree = await openBytes(
      'export.zip',
      writeZip([
        {path: 'users.json', content: '[]', encrypted: true},
        {path: 'general/2020-01-01.json', content: day, encrypted: true},
        {path: 'readme.txt', content: 'ask Alice for the password'},
      ]),
    )
    expect(await refusal(tree)).toEqual({
      confidence: 'no',
      refused: true,
      why: 'a Slack export protected by a password: unpack it with the password and point at the folder',
    })
  })

  test.each([
    ['named like Slack names it', 'Larkfield Slack export Mar 1 2020 - Mar 31 2020.zip', Buffer.from('PK\x03\x04')],
    ['with an index file at its start', 'export.zip', writeZip(SMALL)],
  ])('101 refuses a zip in a zip, %s', async (_, path, content) => {
    const tree = await openBytes('all.zip', writeZip({[path]: content, 'readme.txt': 'hi'}))
    expect(await refusal(tree)).toEqual({
      confidence: 'no',
      refused: true,
      why: `it holds the zip file ${path} in place of an export: unpack it once and point at the zip inside`,
    })
  })

  test('101 refuses a folder of several zips', async () => {
    const zip = writeZip(SMALL)
    const detected = await refusal(bareTree({'a.zip': zip, 'b.zip': zip}, {form: 'directory'}))
    expect(detected.why).toBe('it holds 2 zip files in place of an export: point at one of them at a time')
  })

  test('102 refuses a TXT export and says what to ask for', async () => {
    const tree = bareTree({
      'channels/general.txt': 'hi',
      'dms/bob.txt': 'hi',
      'files/a.pdf': 'x',
      'files/list.txt': 'x',
    })
    expect(await refusal(tree)).toEqual({
      confidence: 'no',
      refused: true,
      why: "a TXT export of one person's conversations: ask for the JSON format when you make the export",
    })
  })

  test.each([
    ['by its name', {'slackdump.sqlite': 'SQLite format 3\0'}],
    [
      'by its tables',
      {'archive.db': `SQLite format 3\0${'\0'.repeat(80)}CREATE TABLE MESSAGE CREATE TABLE CHUNK CREATE TABLE S_USER`},
    ],
  ])('refuses a slackdump database, known %s', async (_, files) => {
    const detected = await refusal(bareTree(files))
    expect(detected).toMatchObject({confidence: 'no', refused: true, why: expect.stringContaining('slackdump convert')})
  })

  test('refuses a dump of the Discovery API', async () => {
    const detected = await refusal(
      bareTree({'2020/messages-00001.ndjson.gz': gzipSync('{}'), '2020/users.ndjson.gz': gzipSync('{}')}),
    )
    expect(detected).toMatchObject({refused: true, why: expect.stringContaining('Discovery API')})
  })
})
