import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {runProgram} from './run-program.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Packs every package that is published, as `pnpm publish` would, into a folder. Returns the paths of the tarballs. */
export async function packAll(folder: string): Promise<string[]> {
  const {packageManager} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {packageManager: string}
  const packages = ['--filter', './packages/*', '--filter', './plugins/*']
  const words = ['-y', packageManager, '--recursive', ...packages, 'pack', '--pack-destination', folder]
  await runProgram('npx', words, {cwd: ROOT, env: process.env})
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => join(folder, name))
}
