import {type InputFile, type InputTree, memoryTree} from '@everport/plugin-kit'
import {type ReadResult, readAll} from '@everport/plugin-kit/testing'
import {csv} from '../src/index.js'

export type GivenOptions = Parameters<typeof csv.options.parse>[0] & object

/** Reads files in memory: a text stands for `chat.csv`. */
export function readTable(
  files: string | Uint8Array | Record<string, string | Uint8Array>,
  options: object = {},
): Promise<ReadResult> {
  return readAll(csv, treeOf(files), options as Parameters<typeof readAll<typeof csv.options>>[2])
}

export function treeOf(files: string | Uint8Array | Record<string, string | Uint8Array>): InputTree {
  return memoryTree(typeof files === 'string' || files instanceof Uint8Array ? {'chat.csv': files} : files)
}

/** Rows `time,sender,message` with a header, a second apart from 2024-03-01 09:00 UTC. */
export function chat(...texts: string[]): string {
  const rows = texts.map((text, at) => `2024-03-01T09:00:${String(at).padStart(2, '0')}Z,Ada,${text}`)
  return ['timestamp,sender,message', ...rows, ''].join('\n')
}

/** The same files, read in pieces of so many bytes. */
export function inPieces(tree: InputTree, size: number): InputTree {
  const piecemeal = (file: InputFile): InputFile => ({
    path: file.path,
    size: file.size,
    head: (length) => file.head(length),
    bytes: (options) => file.bytes(options),
    async *chunks() {
      const bytes = await file.bytes()
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  })
  return {
    form: tree.form,
    name: tree.name,
    parentName: tree.parentName,
    files: async () => (await tree.files()).map(piecemeal),
    file: async (path) => {
      const found = await tree.file(path)
      return found && piecemeal(found)
    },
    refused: () => tree.refused(),
    close: () => tree.close(),
  }
}

export function texts({messages}: ReadResult): string[] {
  return messages.map(({text}) => text)
}

export function times({messages}: ReadResult): string[] {
  return messages.map(({at}) => new Date(at).toISOString())
}

/** `reason line` for every skip. */
export function skips({skips}: ReadResult): string[] {
  return skips.map(({reason, place}) => `${reason} ${place?.line}`)
}

/** The message of the first notice of the code, or undefined. */
export function notice({notices}: ReadResult, code: string): string | undefined {
  return notices.find((notice) => notice.code === code)?.message
}
