// Runs the suite against the real EverOS server and the official clients: see README.md.
// Without Python or the registries it says so in one line, which is no failure. What takes too long is one.

import {spawn} from 'node:child_process'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {prepare} from './prepare/prepare.mjs'
import {Unavailable} from './prepare/unavailable.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = join(HERE, '..', '..')
/** Seconds. Four minutes are usual on two cores. */
const LIMIT = Number(process.env.EVERPORT_REAL_LIMIT || 480)

let environment
try {
  environment = await prepare()
} catch (error) {
  const sentence = String(error.message).replaceAll(/\s+/g, ' ')
  const isUnavailable = error instanceof Unavailable
  process.stdout.write(`real server: ${isUnavailable ? 'not tested, ' : ''}${sentence}\n`)
  process.exit(isUnavailable ? 0 : 1)
}
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
// In a process group of its own: the servers that tests start are stopped with it.
const child = spawn(
  process.execPath,
  [vitest, 'run', '--config', join(HERE, 'vitest.config.ts'), ...process.argv.slice(2)],
  {cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: {...process.env, ...environment}, detached: true},
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.kill(-child.pid, signal))
let tookTooLong = false
const limit = setTimeout(() => {
  tookTooLong = true
  process.kill(-child.pid, 'SIGKILL')
}, LIMIT * 1000)
child.on('close', (code) => {
  clearTimeout(limit)
  if (tookTooLong)
    process.stdout.write(
      `\nreal server: stopped, because the suite was not done after ${LIMIT} seconds (EVERPORT_REAL_LIMIT)\n0 passed, 1 failed, 0 skipped\n`,
    )
  process.exitCode = code ?? 1
})
