import type {Patch} from './patch.js'

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group', 'assert']

/** All ways to print. */
export function printPatches(): Patch[] {
  return [
    ...METHODS.map((key): Patch => ({name: `console.${key}`, holder: console, key, instead: 'return-true'})),
    {name: 'process.stdout.write', holder: process.stdout, key: 'write', instead: 'return-true'},
    {name: 'process.stderr.write', holder: process.stderr, key: 'write', instead: 'return-true'},
  ]
}
