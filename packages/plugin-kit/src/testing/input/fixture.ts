import {basename, isAbsolute} from 'node:path'
import {fileURLToPath} from 'node:url'
import {type InputTree, memoryTree, openInput} from '@everport/core/input'

/** An export for tests: an absolute path or file URL of a folder, zip or file; or its files, by path. */
export type FixtureInput = string | URL | Readonly<Record<string, string | Uint8Array>>

/** A small export in memory, from which the other forms are made. */
export interface Fixture {
  /** Name of its folder. */
  name: string
  files: Readonly<Record<string, Uint8Array>>
}

/**
 * Reads a fixture whole.
 * @throws TypeError for a relative path: tests run in more than one working directory
 */
export async function loadFixture(input: FixtureInput): Promise<Fixture> {
  if (typeof input !== 'string' && !(input instanceof URL)) {
    const files = Object.entries(input).map(([path, content]) => [
      path,
      Uint8Array.from(Buffer.from(content as string)),
    ])
    return {name: 'export', files: Object.fromEntries(files)}
  }
  const path = input instanceof URL ? fileURLToPath(input) : input
  if (!isAbsolute(path)) {
    throw new TypeError(
      `the fixture ${path} is not an absolute path: use join(import.meta.dirname, ${JSON.stringify(path)})`,
    )
  }
  const tree = await openInput(path)
  try {
    const files: [string, Uint8Array][] = []
    for (const file of await tree.files()) files.push([file.path, Uint8Array.from(await file.bytes())])
    return {name: basename(path).replace(/\.zip$/i, ''), files: Object.fromEntries(files)}
  } finally {
    await tree.close()
  }
}

/** The fixture as a tree in memory, with other files in the place of some: `undefined` takes a file away. */
export function fixtureTree(
  {files, name}: Fixture,
  changes: Readonly<Record<string, string | Uint8Array | undefined>> = {},
): InputTree {
  const kept = Object.entries({...files, ...changes}).filter(
    (entry): entry is [string, Uint8Array] => entry[1] !== undefined,
  )
  return memoryTree(Object.fromEntries(kept), {name})
}
