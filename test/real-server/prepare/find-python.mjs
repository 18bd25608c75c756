import {existsSync, readdirSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {runQuietly} from './run-quietly.mjs'
import {Unavailable} from './unavailable.mjs'

/** `everos` needs it (its metadata: Requires-Python). */
const WANTED = [3, 12]

/** A Python that is new enough: `EVERPORT_REAL_PYTHON`, one on the PATH, one of pyenv's versions, or one that uv has. */
export async function findPython() {
  const {EVERPORT_REAL_PYTHON: own} = process.env
  const known = own ? [own] : ['python3.12', 'python3.13', 'python3', 'python', ...pyenvPythons()]
  const candidates = known.map((path) => async () => path)
  if (!own) candidates.push(uvPython)
  for (const candidate of candidates) {
    const path = await candidate()
    if (path === undefined) continue
    // A shim of pyenv exists for versions that are not switched on: only running it tells. venv alone would find no pip on Debian.
    const probe = 'import sys, venv, ensurepip; print(*sys.version_info[:2])'
    const {code, output} = await runQuietly(path, ['-c', probe], {seconds: 30})
    const [major, minor] = output.trim().split(' ').map(Number)
    if (code === 0 && major === WANTED[0] && minor >= WANTED[1]) return {path, version: `${major}.${minor}`}
  }
  const where = own ? `${own} is not` : 'there is none on the PATH, nor in pyenv, nor has uv one'
  throw new Unavailable(`it needs Python ${WANTED.join('.')} or later with venv: ${where}`)
}

function pyenvPythons() {
  const versions = join(process.env.PYENV_ROOT || join(homedir(), '.pyenv'), 'versions')
  if (!existsSync(versions)) return []
  return readdirSync(versions)
    .filter((name) => /^3\.1[2-9]\./.test(name))
    .sort()
    .map((name) => join(versions, name, 'bin', 'python'))
}

/** It looks among what is installed; it is not asked to download one. */
async function uvPython() {
  const {code, output} = await runQuietly('uv', ['python', 'find', '--no-python-downloads', `>=${WANTED.join('.')}`], {
    seconds: 30,
  })
  return code === 0 ? output.trim().split('\n').at(-1) : undefined
}
