import {closeSync, openSync, readSync} from 'node:fs'

const LF = 0x0a

export function countLines(path: string): number {
  const file = openSync(path, 'r')
  const block = Buffer.alloc(1 << 18)
  let lines = 0
  for (let read = readSync(file, block); read > 0; read = readSync(file, block))
    for (let at = block.indexOf(LF); at !== -1 && at < read; at = block.indexOf(LF, at + 1)) lines += 1
  closeSync(file)
  return lines
}
