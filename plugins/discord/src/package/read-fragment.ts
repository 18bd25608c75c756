import type {InputFile, SourceRecord} from '@everport/plugin-kit'
import type {Reading} from '../reading.js'
import {readMessages} from './read-messages.js'
import {ownerOf} from './read-package.js'

/** Reads a `messages.json` or `messages.csv` that somebody took out of a data package. Its folder is called after the channel. */
export async function* readFragment(
  {file, kind}: {file: InputFile; kind: 'json' | 'csv'},
  reading: Reading,
): AsyncGenerator<SourceRecord[]> {
  const folder = file.path.split('/').at(-2) ?? reading.tree.parentName ?? ''
  const channel = /^c?(\d{15,20})$/.exec(folder)?.[1]
  const id = channel ?? (file.path.replace(/\.\w+$/, '') || 'messages')
  if (!reading.filter.accepts({id, form: 'channel'})) return
  const owner = await ownerOf(undefined, file.path, reading)
  yield [reading.people.meet(owner)].filter((person) => person !== undefined)
  yield [
    {
      type: 'conversation',
      id,
      kind: 'group',
      name: channel === undefined ? id : `Unknown channel ${channel}`,
      ...(channel === undefined && {local: true}),
    },
  ]
  yield* readMessages({file, format: kind, conversation: id, owner}, reading)
}
