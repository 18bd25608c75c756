import {type ChildProcess, spawn} from 'node:child_process'
import {closeSync, openSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {Cost} from './cost.js'
import type {Meter} from './meter.js'

export interface MeasuredRun extends Cost {
  exit: number
  stdout: string
}

export interface RunOptions {
  meter: Meter
  /** A folder of this run's own: working directory, and where its output is put. */
  folder: string
  env?: Readonly<Record<string, string>>
  /** Exit codes that are no failure. Default: 0. */
  expected?: readonly number[]
  /** Told about the process once it runs, in a process group of its own. */
  started?: (child: ChildProcess) => void
}

/** @throws Error with what the command said when it ends with an exit code that is not expected. */
export async function runMeasured(command: readonly string[], options: RunOptions): Promise<MeasuredRun> {
  const {meter, folder, env = {}, expected = [0], started} = options
  const [stdout, stderr, record] = ['stdout', 'stderr', 'cost'].map((name) => join(folder, `.${name}`)) as [
    string,
    string,
    string,
  ]
  const files = [openSync(stdout, 'w'), openSync(stderr, 'w')] as const
  const [program, ...rest] = meter.wrap(command, record)
  const begun = performance.now()
  const child = spawn(program!, rest, {
    cwd: folder,
    env: {...cleanEnvironment(), ...env},
    stdio: ['ignore', ...files],
    detached: true,
  })
  const stop = () => process.kill(-child.pid!, 'SIGKILL')
  process.once('exit', stop)
  started?.(child)
  const exit = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? -1))
  })
  const wall = (performance.now() - begun) / 1000
  process.off('exit', stop)
  for (const file of files) closeSync(file)
  if (!expected.includes(exit))
    throw new Error(`${command.slice(0, 4).join(' ')} ended with ${exit}: ${readFileSync(stderr, 'utf8').slice(-2000)}`)
  const run = {wall, ...meter.read(record), exit, stdout: readFileSync(stdout, 'utf8')}
  for (const file of [stdout, stderr, record]) rmSync(file)
  return run
}

/** Nothing of the user's own settings: a bench measures the defaults. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(EVERPORT_|EVEROS_|EVER_OS_|NODE_OPTIONS)/.test(name))
  return {...Object.fromEntries(kept), TZ: 'UTC', NO_COLOR: '1'}
}
