import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {EverportError} from '@everport/core/errors'
import {Args, Config, Flags} from '@oclif/core'
import {afterAll, afterEach, beforeAll, expect, it, vi} from 'vitest'
import {z} from 'zod'
import {flagsFromOptions} from '../flags/flags-from-options.js'
import type {Terminal} from '../work/terminal.js'
import {BaseCommand} from './base-command.js'

const Options = z.strictObject({size: z.int().default(1).describe('how much')})
let config: Config
let root: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'everport-command-'))
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({name: 'everport', version: '1.0.0', oclif: {bin: 'everport'}}),
  )
  config = await Config.load({root})
})
afterAll(() => rmSync(root, {recursive: true}))
afterEach(() => vi.unstubAllEnvs())

/** Runs a command whose work is given, and tells what it wrote. */
async function run(argv: string[], work: (terminal: Terminal, size: number) => Promise<object>) {
  const out: string[] = []
  const err: string[] = []
  class Sample extends BaseCommand {
    static override id = 'sample'
    static override args = {path: Args.string({ignoreStdin: true})}
    static override flags = {...flagsFromOptions(Options), name: Flags.string()}
    async run() {
      const {options} = await this.read<object, {sample: typeof Options}>({sample: Options})
      return work(this.terminal({quiet: false}), options.sample.size)
    }
    go() {
      return this._run()
    }
    override log(text = '') {
      if (!this.jsonEnabled()) out.push(text)
    }
    override logToStderr(text = '') {
      if (!this.jsonEnabled()) err.push(text)
    }
    override logJson(json: unknown) {
      out.push(JSON.stringify(json))
    }
  }
  await new Sample(argv, config).go()
  const exit = process.exitCode ?? 0
  process.exitCode = undefined
  return {out: out.join('\n'), err: err.join('\n'), exit}
}

it('prints the result as one object with --json, warnings included', async () => {
  const {err, exit, out} = await run(['--json', '--size', '3'], async (terminal, size) => {
    terminal.print('for people')
    terminal.note('for people')
    terminal.warn('mind the gap')
    return {size}
  })
  expect({err, exit, out: JSON.parse(out)}).toEqual({err: '', exit: 0, out: {size: 3, warnings: ['mind the gap']}})
})

it('does the same when the environment asks for it', async () => {
  vi.stubEnv('EVERPORT_JSON', '1')
  expect((await run([], async () => ({done: true}))).out).toBe('{"done":true}')
})

it.each([
  ['text', []],
  ['JSON', ['--json']],
])('exits with the class of the error in %s', async (_, argv) => {
  const {exit} = await run(argv, () => Promise.reject(new EverportError('INPUT_MISSING', 'nothing there')))
  expect(exit).toBe(3)
})

it('prints an error as a small object, whatever hangs on it', async () => {
  const error = new EverportError('INPUT_UNREADABLE', 'damaged', {
    place: {file: 'a.json', byte: 7},
    hints: ['export again'],
  })
  const {out} = await run(['--json'], () => Promise.reject(Object.assign(error, {parse: {argv: ['secret']}})))
  expect(JSON.parse(out)).toEqual({
    error: {code: 'INPUT_UNREADABLE', message: 'damaged', hints: ['export again'], place: {file: 'a.json', byte: 7}},
  })
})

it('prints a mistake in the command line as such an object too', async () => {
  const {exit, out} = await run(['--json', '--nope'], async () => ({}))
  expect({exit, out: JSON.parse(out)}).toEqual({
    exit: 2,
    out: {
      error: {
        code: 'CONFIG_INVALID',
        message: 'Nonexistent flag: --nope',
        hints: ['--help shows the arguments and flags'],
      },
    },
  })
})

it('says a bug in a sentence, without a stack', async () => {
  const {err, exit} = await run([], () => Promise.reject(new TypeError('x is not a function')))
  expect(exit).toBe(1)
  expect(err).toContain('did not expect: x is not a function')
  expect(err).not.toContain(' at ')
})

it('never shows the key', async () => {
  vi.stubEnv('EVEROS_API_KEY', 'everos-secret-1')
  const {err} = await run([], async (terminal) => {
    terminal.warn(`the server said: bad key ${await terminal.key()}`)
    throw new EverportError('TARGET_REFUSED', 'the server refuses everos-secret-1')
  })
  expect(err).toContain('bad key ***')
  expect(err).toContain('the server refuses ***')
  expect(err).not.toContain('everos-secret-1')
})

it.each([['--api-key', 'everos-secret-1'], ['--key=everos-secret-1'], ['--token', 'everos-secret-1']])(
  'refuses a key on the command line: %s',
  async (...argv) => {
    const {err, exit} = await run(
      argv.filter((word) => typeof word === 'string'),
      async () => ({}),
    )
    expect(exit).toBe(2)
    expect(err).toContain('can be seen by others')
    expect(err).not.toContain('everos-secret-1')
  },
)

it('ends as the work says when it returns normally', async () => {
  const {exit} = await run(['--json'], async (terminal) => {
    terminal.end('partial')
    return {}
  })
  expect(exit).toBe(4)
})

it('stops listening for Ctrl-C when the command is over', async () => {
  const before = process.listenerCount('SIGINT')
  await run([], async () => {
    expect(process.listenerCount('SIGINT')).toBe(before + 1)
    return {}
  })
  expect(process.listenerCount('SIGINT')).toBe(before)
})
