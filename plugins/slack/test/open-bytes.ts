import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type InputTree, openInput} from '@everport/plugin-kit'
import {onTestFinished} from 'vitest'

/** Opens bytes as a person's file of that name; the file goes when the test is over. */
export async function openBytes(name: string, content: Uint8Array): Promise<InputTree> {
  const folder = mkdtempSync(join(tmpdir(), 'slack-'))
  writeFileSync(join(folder, name), content)
  const tree = await openInput(join(folder, name))
  onTestFinished(async () => {
    await tree.close()
    rmSync(folder, {recursive: true})
  })
  return tree
}
