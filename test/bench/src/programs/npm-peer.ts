import {spawnSync} from 'node:child_process'
import {copyFileSync, existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {CACHE, PEERS} from './places.js'
import type {Missing, Program} from './program.js'

/** Installed for comparison only, outside the workspace: nobody who installs everport pays for them. */
const PACKAGES = {'stream-json': '3.8.0', 'csv-parse': '7.0.3'}

/** A script that uses a package of the npm registry, installed once when `install` allows it. */
export function npmPeer(name: keyof typeof PACKAGES, script: string, install: boolean): Program | Missing {
  const version = PACKAGES[name]
  const folder = join(CACHE, `${name}-${version}`)
  const installed = () => existsSync(join(folder, 'node_modules', name, 'package.json'))
  if (install && !installed()) {
    mkdirSync(folder, {recursive: true})
    writeFileSync(join(folder, 'package.json'), '{"private": true}')
    spawnSync('npm', ['install', '--silent', '--ignore-scripts', '--save-exact', `${name}@${version}`], {cwd: folder})
  }
  if (!installed())
    return {
      name,
      missing: install ? `${name} ${version} could not be installed` : `${name} ${version} is not installed`,
    }
  // Beside its packages, so that it imports them as any program does.
  const placed = join(folder, basename(script))
  copyFileSync(join(PEERS, script), placed)
  return {
    name,
    version: `${version}, Node ${process.versions.node}`,
    command: (input, output) => [process.execPath, placed, input, output],
    ndjson: (output) => output,
  }
}
