import {writeZip} from '@everport/core/input/testing'
import {type InputTree, memoryTree} from '@everport/plugin-kit'
import type {ReadResult} from '@everport/plugin-kit/testing'
import {openBytes} from './open-bytes.js'

/** The same files as a person may bring them: as they are, as a zip, as a Mac makes a zip of the unpacked folder, in memory. */
export async function containerForms(tree: InputTree): Promise<Record<string, InputTree>> {
  const files: Record<string, Uint8Array> = {}
  for (const file of await tree.files()) files[file.path] = await file.bytes()
  const again = Object.entries(files).flatMap(([path, content]) => [
    [`Our Slack/${path.normalize('NFD')}`, content] as const,
    [`__MACOSX/Our Slack/${path.replace(/([^/]*)$/, '._$1')}`, Buffer.from('Mac OS X')] as const,
  ])
  return {
    zip: await openBytes('export.zip', writeZip(files)),
    'zip made again on a Mac': await openBytes(
      'again.zip',
      writeZip({...Object.fromEntries(again), 'Our Slack/.DS_Store': ''}),
    ),
    memory: memoryTree(files),
  }
}

/** All records and skips, without the folder that a container puts around the files. */
export function comparable({messages, skips, ...rest}: ReadResult): unknown {
  const inside = <T extends {place?: {file: string}}>(one: T) => ({
    ...one,
    ...(one.place && {place: {...one.place, file: one.place.file.replace(/^Our Slack\//, '')}}),
  })
  return {...rest, messages: messages.map(inside), skips: skips.map(inside)}
}
