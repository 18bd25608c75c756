import {existsSync, readdirSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {runQuietly} from './run-quietly.mjs'
import {Unavailable} from './unavailable.mjs'

/** `everos` needs it (its metadata: Requires-Python). */
const WANTED = [3, 12]

/** A Python that is new enough: `EVERPORT_REAL_PYTHON`, one on the PATH, or one of pyenv's versions. */
export async function findPython() {
  const {EVERPORT_REAL_PYTHON: own} = process.env
  for (const candidate of own ? [own] : ['python3.12', 'python3.13', 'python3', ...pyenvPythons()]) {
    // A shim of pyenv exists for versions that are not switched on: only running it tells.
    const {code, output} = await runQuietly(candidate, ['-c', 'import sys, venv; print(*sys.version_info[:2])'])
    const [major, minor] = output.trim().split(' ').map(Number)
    if (code === 0 && major === WANTED[0] && minor >= WANTED[1]) return {path: candidate, version: `${major}.${minor}`}
  }
  throw new Unavailable(`Python ${WANTED.join('.')} or later was not found, neither on the PATH nor in pyenv.`)
}

function pyenvPythons() {
  const versions = join(process.env.PYENV_ROOT || join(homedir(), '.pyenv'), 'versions')
  if (!existsSync(versions)) return []
  return readdirSync(versions)
    .filter((name) => /^3\.1[2-9]\./.test(name))
    .sort()
    .map((name) => join(versions, name, 'bin', 'python'))
}
