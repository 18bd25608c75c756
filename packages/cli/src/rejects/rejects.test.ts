import {execFile} from 'node:child_process'
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {ConvertReport, RunReport} from '@everport/core/run'
import {type Rehearsal, startRehearsal} from '@everport/rehearsal'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'

const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url))
const BUILT = existsSync(new URL('../../dist/commands', import.meta.url))

const TABLE = `conversation,sender,time,text
club,ann,2024-03-01T12:00:00Z,one
club,ben,2024-03-01T12:01:00Z,"a poison
of two lines"
club,cid,yesterday,three
club,ann
club,ben,2024-03-01T12:04:00Z,four
`

let project: string
let server: Rehearsal
beforeEach(async () => {
  project = mkdtempSync(join(tmpdir(), 'everport-rejects-'))
  writeFileSync(join(project, 'package.json'), '{}')
  writeFileSync(join(project, 'chat.csv'), TABLE)
  server = await startRehearsal({taskMs: 5, faults: [{rejectText: 'poison'}]})
})
afterEach(async () => {
  await server.close()
  rmSync(project, {recursive: true})
})

/** Runs the built program in the project. */
function everport(...argv: string[]): Promise<{text: string; told: string; exit: number}> {
  const {NODE_ENV: _node, EVEROS_BASE_URL: _url, ...env} = process.env
  const own = {EVEROS_API_KEY: 'a-key', EVERPORT_DATA_DIR: project, EVERPORT_CACHE_DIR: project, NO_COLOR: '1'}
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [BIN, ...argv], {cwd: project, env: {...env, ...own}}, (_, text, told) =>
      resolve({text, told, exit: child.exitCode ?? -1}),
    )
  })
}
const report = async <T = RunReport>(...argv: string[]): Promise<T & {exit: number}> => {
  const {exit, text} = await everport(...argv, '--json')
  return {...JSON.parse(text), exit}
}
const rows = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
const contents = () => server.ledger.messages().map((m) => m.content)

describe.skipIf(!BUILT)(`what did not arrive${BUILT ? '' : ' (SKIPPED: it is not built)'}`, () => {
  it('is listed with its physical line, and sent once it was corrected', async () => {
    const first = await report('import', 'csv', './chat.csv', '--base-url', server.url)
    expect(first).toMatchObject({exit: 4, books: {read: 5, sent: 2, rejected: 1}, unread: 2})
    const path = join(project, '.everport', 'rejects', 'r1.ndjson')
    expect(first.rejectsFile).toBe(path)
    const [refused, ...unread] = rows(path)
    expect(refused).toMatchObject({
      reason: 'rejected',
      answer: {status: 422},
      place: {file: 'chat.csv', line: 3},
      message: {name: 'ben', time: '2024-03-01T12:01:00.000Z', text: 'a poison\nof two lines'},
    })
    expect(unread).toMatchObject([
      {reason: 'bad-time', place: {file: 'chat.csv', line: 5}, excerpt: 'club,cid,yesterday,three'},
      {reason: 'short-row', place: {file: 'chat.csv', line: 6}, excerpt: 'club,ann'},
    ])
    expect((await everport('status')).text).toMatch(/r1 .* partial {2}2 sent .* 1 rejected/)

    refused.message.text = 'an antidote'
    writeFileSync(path, [refused, ...unread].map((row) => JSON.stringify(row)).join('\n'))
    const file = join('.everport', 'rejects', 'r1.ndjson')
    expect((await everport('status', 'r1')).text).toContain(`everport import --rejects ${file}`)
    const second = await everport('import', '--rejects', file)
    expect(second.exit).toBe(0)
    expect(second.text).toContain('skipped: no-message  2')
    expect(contents()).toEqual(['one', 'four', 'an antidote'])
    expect(server.ledger.totals()).toMatchObject({messages: 3, duplicates: 0})
    expect(await report('status', 'r1')).toMatchObject({runs: [{state: 'done', corrected: 1}]})

    expect(await report('import', '--rejects', file)).toMatchObject({exit: 0, books: {sent: 0, already: 1}})
    expect(server.ledger.totals().messages).toBe(3)
  })

  it('of what could not be read, the export is mended and imported again: only that is sent', async () => {
    await report('import', 'csv', './chat.csv', '--base-url', server.url)
    writeFileSync(
      join(project, 'chat.csv'),
      TABLE.replace('yesterday', '2024-03-01T12:02:00Z').replace('poison', 'tonic'),
    )
    expect(await report('import', 'csv', './chat.csv', '--base-url', server.url)).toMatchObject({
      books: {read: 5, sent: 2, already: 2, skipped: {'short-row': 1}},
    })
    expect(contents().slice(2)).toEqual(['a tonic\nof two lines', 'three'])
  })

  it('is listed beside what was converted', async () => {
    const converted = await report<ConvertReport>('convert', 'csv', './chat.csv', '--out', 'everos')
    expect(converted).toMatchObject({exit: 4, unread: 2, books: {sent: 3}})
    expect(rows(converted.rejectsFile!).map(({place}) => place.line)).toEqual([5, 6])
    expect((await report('import', '--rejects', converted.rejectsFile!)) as object).toMatchObject({
      exit: 3,
      error: {code: 'INPUT_UNRECOGNISED'},
    })
  })

  it.each([
    [['import'], 'import needs the path of an export.'],
    [['import', './chat.csv', '--rejects', 'r1.ndjson'], './chat.csv is one too many'],
    [['import', '--rejects', 'r1.ndjson', '--bots', 'drop'], '--bots does not go with --rejects'],
  ])('%j is refused', async (argv, sentence) => {
    const {exit, told} = await everport(...argv)
    expect(exit).toBe(2)
    expect(told).toContain(sentence)
  })
})
