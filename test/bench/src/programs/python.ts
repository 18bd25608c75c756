import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {CACHE, PEERS} from './places.js'
import type {Missing, Program} from './program.js'

const IJSON = '3.6.0'

/** A script of the kind that a docs page shows. */
export function pythonPeer(name: string, script: string): Program | Missing {
  const version = versionOf('python3')
  if (version === undefined) return {name, missing: 'there is no python3'}
  return peer(name, version, 'python3', script)
}

/** The same with ijson and its C backend, installed once into an environment of its own when `install` allows it. */
export function ijsonPeer(script: string, install: boolean): Program | Missing {
  const name = 'Python ijson (C backend)'
  const folder = join(CACHE, `ijson-${IJSON}`)
  const python = join(folder, 'bin', 'python')
  const version = versionOf('python3')
  if (version === undefined) return {name, missing: 'there is no python3'}
  if (install && !existsSync(join(folder, 'bin', 'pip'))) {
    mkdirSync(CACHE, {recursive: true})
    spawnSync('python3', ['-m', 'venv', folder])
    spawnSync(python, ['-m', 'pip', 'install', '--quiet', `ijson==${IJSON}`])
  }
  if (spawnSync(python, ['-c', 'import ijson.backends.yajl2_c']).status !== 0)
    return {name, missing: install ? `ijson ${IJSON} could not be installed` : `ijson ${IJSON} is not installed`}
  return peer(name, `${IJSON}, ${version}`, python, script)
}

function peer(name: string, version: string, python: string, script: string): Program {
  return {
    name,
    version,
    command: (input, output) => [python, join(PEERS, script), input, output],
    ndjson: (output) => output,
  }
}

function versionOf(python: string): string | undefined {
  const {status, stdout} = spawnSync(python, ['--version'], {encoding: 'utf8'})
  return status === 0 ? stdout.trim() : undefined
}
