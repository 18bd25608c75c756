import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {type InputTree, memoryTree, openInput} from '@everport/core/input'
import {writeZip} from '@everport/core/input/testing'
import {type Fixture, fixtureTree} from './fixture.js'
import {inPieces} from './in-pieces.js'

/** One form of a fixture, e.g. `a zip`. */
export interface FixtureForm {
  what: string
  tree: InputTree
}

/**
 * Gives a fixture as a folder, a zip, files in memory, and files in memory that come in small pieces. The folder and the zip are
 * real, in a temporary folder that is gone afterwards.
 */
export async function withForms(
  fixture: Fixture,
  use: (forms: readonly FixtureForm[]) => Promise<void>,
): Promise<void> {
  const {files, name} = fixture
  const home = await mkdtemp(join(tmpdir(), 'everport-source-'))
  const opened: InputTree[] = []
  try {
    for (const file of await fixtureTree(fixture).files()) {
      const path = join(home, name, file.path)
      await mkdir(dirname(path), {recursive: true})
      await writeFile(path, await file.bytes())
    }
    await mkdir(join(home, name), {recursive: true})
    await writeFile(join(home, `${name}.zip`), writeZip(files))
    const folder = await openInput(join(home, name))
    const zip = await openInput(join(home, `${name}.zip`))
    opened.push(folder, zip)
    const memory = memoryTree(files, {name, ...(folder.parentName !== undefined && {parentName: folder.parentName})})
    await use([
      {what: 'files in memory', tree: memory},
      {what: 'a folder', tree: folder},
      {what: 'a zip', tree: zip},
      {what: 'files in small pieces', tree: inPieces(memory)},
    ])
  } finally {
    for (const tree of opened) await tree.close()
    await rm(home, {recursive: true, force: true})
  }
}
