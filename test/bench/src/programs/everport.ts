import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {EVERPORT, ROOT} from './places.js'
import type {Program} from './program.js'

const {version} = JSON.parse(readFileSync(join(ROOT, 'packages', 'cli', 'package.json'), 'utf8')) as {version: string}

export const everport = (...words: string[]) => [process.execPath, EVERPORT, ...words]

/** `everport convert SOURCE`, to NDJSON. */
export function everportConvert(source: string): Program {
  return {
    name: 'everport convert',
    version: `${version}, Node ${process.versions.node}`,
    command: (input, output) => everport('convert', source, input, '--out', output, '--format', 'ndjson', '--quiet'),
    ndjson: (output) => join(output, 'messages.ndjson'),
  }
}
