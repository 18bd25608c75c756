import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {DeliveryOptions, ImportOptions} from '@everport/core/config'
import {memoryTree} from '@everport/core/input'
import type {ExportToRead} from '@everport/core/run'
import {CONTRACT, defineSource, type Source} from '@everport/core/source'
import {type Rehearsal, startRehearsal} from '@everport/rehearsal'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {z} from 'zod'
import {runImport} from './run-import.js'
import {runResume} from './run-resume.js'
import {runStatus} from './run-status.js'
import {fakeTerminal} from './terminal.test.fixture.js'

const START = Date.UTC(2024, 0, 1)

/** Three messages and one that is skipped. */
const chat = defineSource({
  contract: CONTRACT,
  id: 'chat',
  name: 'Chat',
  formats: [],
  options: z.strictObject({}),
  losses: [],
  skips: {join: 'somebody joined'},
  detect: async () => ({confidence: 'certain', why: ''}),
  async *read(_tree, _options, context) {
    context.skip({reason: 'join', conversation: 'c1'})
    yield [
      {type: 'conversation', id: 'c1', name: 'general', kind: 'group'},
      ...[0, 1, 2].map((n) => ({
        type: 'message' as const,
        conversation: 'c1',
        id: `m${n}`,
        sender: `u${n % 2}`,
        at: START + n * 1000,
        text: `text ${n}`,
      })),
    ]
  },
})
const open = async (): Promise<ExportToRead> => ({
  tree: memoryTree({'chat.txt': 'x'}, {name: 'chat'}),
  path: './chat',
  source: chat as unknown as Source,
  sourceOptions: {},
})

let stateDir: string
let server: Rehearsal
const work = (fields = {}) => ({
  open,
  options: ImportOptions.parse({}),
  delivery: DeliveryOptions.parse({baseUrl: server.url}),
  stateDir,
  dryRun: false,
  ...fields,
})
const describeChat = async () => chat

beforeEach(async () => {
  stateDir = join(mkdtempSync(join(tmpdir(), 'everport-work-')), 'state')
  server = await startRehearsal()
})
afterEach(async () => {
  await server.close()
  rmSync(join(stateDir, '..'), {recursive: true})
})

describe('an import', () => {
  it('sends, and ends with its books', async () => {
    const {terminal, told} = fakeTerminal()
    const report = await runImport(terminal, work())
    expect(report).toMatchObject({state: 'done', books: {read: 4, sent: 3, skipped: {join: 1}}})
    expect(server.ledger.totals()).toMatchObject({messages: 3, duplicates: 0})
    expect(told).toMatchObject({exit: 'done', err: [], questions: []})
    expect(told.out.join('\n')).toContain(`  sent           3
  skipped: join  1  somebody joined
                 ─
  read           4  messages in 1 conversation by 2 people`)
  })

  it('shows the plan and asks, where there is somebody to ask', async () => {
    const {terminal, told} = fakeTerminal({interactive: true})
    await runImport(terminal, work())
    expect(told.questions).toEqual(['Send it?'])
    expect(told.err.join('\n')).toContain('to send        3')
    expect(server.ledger.totals().messages).toBe(3)
  })

  it('sends nothing without consent', async () => {
    const {terminal, told} = fakeTerminal({interactive: true, ask: async () => false})
    await runImport(terminal, work())
    expect(told).toMatchObject({out: ['Nothing was sent.'], exit: 'done'})
    expect(server.ledger.totals().messages).toBe(0)
  })

  it('does not ask when there is nothing new to send', async () => {
    await runImport(fakeTerminal().terminal, work())
    const {terminal, told} = fakeTerminal({interactive: true})
    expect(await runImport(terminal, work())).toMatchObject({books: {already: 3, sent: 0}})
    expect(told.questions).toEqual([])
  })

  it('writes lines where there is no terminal to redraw', async () => {
    const {terminal, told} = fakeTerminal({progress: 'lines'})
    await runImport(terminal, work())
    expect(told.err.filter((line) => !line.startsWith('Plan:'))).toEqual([
      'Reading the export',
      '  read 4 messages (1 skipped)',
      'Putting messages in order',
      '  put in order 3 of 3 messages (100%)',
      'Sending',
      '  sent 3 of 3 messages (100%), flushed 1 of 1 slice',
    ])
  })

  it('stopped while it reads says that it begins again', async () => {
    const {terminal, told} = fakeTerminal({signal: AbortSignal.abort()})
    const report = await runImport(terminal, work())
    expect([report.state, told.exit]).toEqual(['interrupted', 'interrupted'])
    expect(told.out.join('\n')).toContain('  everport import chat ./chat  begins again')
  })

  it('says how to go on when the server cannot be reached', async () => {
    const delivery = DeliveryOptions.parse({baseUrl: 'http://127.0.0.1:9', timeout: 1})
    await expect(runImport(fakeTerminal().terminal, work({delivery}))).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
      hints: expect.arrayContaining([`everport resume r1 --state-dir ${stateDir}   goes on when that is mended`]),
    })
  })
})

it('a dry run needs no key, leaves no trace and says what to type to send', async () => {
  const {terminal, told} = fakeTerminal({
    typed: ['import', 'chat', './chat', '--dry-run'],
    key: async () => undefined,
  })
  await runImport(terminal, work({dryRun: true}))
  expect(told.out.join('\n')).toContain('  everport import chat ./chat  sends it')
  expect(server.ledger.totals().messages).toBe(0)
  expect(existsSync(join(stateDir, 'state.db'))).toBe(false)
})

it('a dry run with the key knows what was sent before', async () => {
  await runImport(fakeTerminal({}).terminal, work())
  const report = await runImport(fakeTerminal({}).terminal, work({dryRun: true}))
  expect(report.books.pending).toBe(0)
  expect(report.books.already).toBeGreaterThan(0)
})

describe('what is left of a run', () => {
  it('resume goes on where it was stopped', async () => {
    const controller = new AbortController()
    const stopped = fakeTerminal({
      interactive: true,
      signal: controller.signal,
      ask: async () => {
        controller.abort()
        return true
      },
    })
    await runImport(stopped.terminal, work())
    expect(stopped.told.exit).toBe('interrupted')
    expect(stopped.told.out.join('\n')).toContain(`  everport resume r1 --state-dir ${stateDir}`)

    const {terminal, told} = fakeTerminal()
    const report = await runResume(terminal, {stateDir, run: undefined, delivery: {}, describe: describeChat})
    expect(report).toMatchObject({run: 'r1', state: 'done', books: {sent: 3}})
    expect(told.exit).toBe('done')
    expect(server.ledger.totals()).toMatchObject({messages: 3, duplicates: 0})
  })

  it('status lists runs, and shows one', async () => {
    await runImport(fakeTerminal().terminal, work())
    const list = fakeTerminal()
    const {runs} = await runStatus(list.terminal, {stateDir, run: undefined, describe: describeChat})
    expect(runs.map(({run, state}) => [run, state])).toEqual([['r1', 'done']])
    expect(list.told.out.join('\n')).toMatch(/^ {2}r1 {2}\d{4}-\d{2}-\d{2} \d{2}:\d{2} {2}done {2}3 sent/)
    const one = fakeTerminal()
    await runStatus(one.terminal, {stateDir, run: 'r1', describe: describeChat})
    expect(one.told.out.join('\n')).toMatch(/^Imported \.\/chat \(Chat\)/)
  })

  it('status of a project without runs says how to begin', async () => {
    const {terminal, told} = fakeTerminal()
    expect(await runStatus(terminal, {stateDir, run: undefined, describe: describeChat})).toEqual({runs: []})
    expect(told.out.join('\n')).toContain('everport import PATH --dry-run')
  })
})
