import {join} from 'node:path'
import {PEERS} from './places.js'
import type {Program} from './program.js'

/** How deep an export indents the records, and the array that holds them. */
export interface Indents {
  record: number
  array: number
}

/** JSON.parse alone on the same records; `utf8` is what it costs to get the text right, `latin1` the fastest that JSON.parse can be. */
export function ceiling(encoding: 'latin1' | 'utf8', {record, array}: Indents): Program {
  return {
    name: `JSON.parse alone, ${encoding === 'latin1' ? 'bytes as latin1' : 'decoded as UTF-8'}`,
    version: `Node ${process.versions.node}`,
    command: (input) => [
      process.execPath,
      join(PEERS, 'json_parse_ceiling.mjs'),
      encoding,
      `${record}`,
      `${array}`,
      input,
    ],
  }
}
