// Runs the suite against the real EverOS server and the official clients: see README.md.
// Without Python or the registries it says so in one line, which is no failure.

import {spawn} from 'node:child_process'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {prepare} from './prepare/prepare.mjs'
import {Unavailable} from './prepare/unavailable.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = join(HERE, '..', '..')

let environment
try {
  environment = await prepare()
} catch (error) {
  if (!(error instanceof Unavailable)) throw error
  process.stdout.write(`real server: not tested, ${error.message}\n`)
  process.exit(0)
}
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const child = spawn(
  process.execPath,
  [vitest, 'run', '--config', join(HERE, 'vitest.config.ts'), ...process.argv.slice(2)],
  {cwd: ROOT, stdio: 'inherit', env: {...process.env, ...environment}},
)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('close', (code) => {
  process.exitCode = code ?? 1
})
