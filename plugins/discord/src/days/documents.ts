import {type ConversationRecord, type InputFile, naturalOrder} from '@everport/plugin-kit'
import type {ChannelLabel} from '../channel-filter.js'

/** All day files of one channel or thread, in the order of their days. */
export interface DayFolder {
  files: InputFile[]
  label: ChannelLabel
  conversation: ConversationRecord
  /** A thread that is joined to its channel. */
  isJoined: boolean
}

const THREADS = '/_threads/'

/** `<channel>/2020-09-14.json`, and `<channel>/_threads/<thread>/2020-09-14.json`: the path is all that names a channel. */
export function arrangeDayFolders(files: readonly InputFile[], threads: 'joined' | 'own', top: string): DayFolder[] {
  const folders = new Map<string, InputFile[]>()
  for (const file of files) {
    const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')))
    const days = folders.get(folder)
    if (days === undefined) folders.set(folder, [file])
    else days.push(file)
  }
  return [...folders.entries()]
    .map(([folder, days]): DayFolder => {
      const [channel = '', thread] = `/${folder}`.includes(THREADS) ? splitThread(folder) : [folder]
      const id = folder || top
      const parent = channel || top
      const label: ChannelLabel =
        thread === undefined
          ? {id, form: 'channel', name: lastPart(id)}
          : {id, form: 'thread', name: thread, parent: {id: parent, name: lastPart(parent)}}
      const isJoined = thread !== undefined && threads === 'joined' && folders.has(channel)
      const home = isJoined ? parent : id
      const name = isJoined ? lastPart(parent) : thread === undefined ? lastPart(id) : `${lastPart(parent)} / ${thread}`
      return {
        files: days.toSorted((a, b) => naturalOrder(a.path, b.path)),
        label,
        conversation: {type: 'conversation', id: home, name, kind: 'group', local: true},
        isJoined,
      }
    })
    .sort(
      (a, b) =>
        naturalOrder(a.conversation.id, b.conversation.id) ||
        Number(a.isJoined) - Number(b.isJoined) ||
        naturalOrder(a.label.id, b.label.id),
    )
}

function splitThread(folder: string): [string, string] {
  const at = `/${folder}`.indexOf(THREADS)
  return [folder.slice(0, Math.max(0, at - 1)), folder.slice(at + THREADS.length - 1)]
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
