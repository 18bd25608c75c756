import fs from 'node:fs'
import type {Patch} from './patch.js'

const WRITES = [
  'appendFile',
  'chmod',
  'chown',
  'copyFile',
  'cp',
  'ftruncate',
  'futimes',
  'lchown',
  'link',
  'lutimes',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'rmdir',
  'symlink',
  'truncate',
  'unlink',
  'utimes',
  'write',
  'writeFile',
  'writev',
]

/** All ways to change something on disk. */
export function writePatches(): Patch[] {
  const open = (name: string, holder: object, key: string): Patch => ({
    name,
    holder,
    key,
    isOffence: ([, flags]) => opensForWriting(flags),
  })
  return [
    ...WRITES.flatMap((key): Patch[] => [
      {name: `fs.${key}`, holder: fs, key},
      {name: `fs.${key}Sync`, holder: fs, key: `${key}Sync`},
      {name: `fs.promises.${key}`, holder: fs.promises, key},
    ]),
    {name: 'fs.createWriteStream', holder: fs, key: 'createWriteStream'},
    open('fs.open', fs, 'open'),
    open('fs.openSync', fs, 'openSync'),
    open('fs.promises.open', fs.promises, 'open'),
  ]
}

function opensForWriting(flags: unknown): boolean {
  if (typeof flags === 'string') return flags !== 'r' && flags !== 'rs'
  const {O_APPEND, O_CREAT, O_RDWR, O_TRUNC, O_WRONLY} = fs.constants
  return typeof flags === 'number' && (flags & (O_APPEND | O_CREAT | O_RDWR | O_TRUNC | O_WRONLY)) !== 0
}
