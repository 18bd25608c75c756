import {type MessageRecord, memoryTree} from '@everport/plugin-kit'
import {type ReadResult, readAll} from '@everport/plugin-kit/testing'
import {discord} from '../src/index.js'
import {exporterJson} from './exporter-json.js'

type Options = Parameters<typeof discord.options.parse>[0]

export type Files = Record<string, string | Uint8Array>

/** Reads files in memory the way an import does. */
export async function readFiles(
  files: Files,
  options: object = {},
  names: {name?: string; parentName?: string} = {},
): Promise<ReadResult> {
  return readAll(discord, memoryTree(files, names), options as Options & object)
}

/** Reads one channel with these messages. */
export async function readMessages(messages: object[], options: object = {}): Promise<ReadResult> {
  return readFiles({'general.json': exporterJson({messages})}, options)
}

/** The one message that a channel with this message yields. */
export async function readMessage(message: object, options: object = {}): Promise<MessageRecord> {
  const {messages} = await readMessages([message], options)
  if (messages.length !== 1) throw new Error(`${messages.length} messages, not one`)
  return messages[0]!
}

/** What staging makes of the messages: one copy of each id (edited last, else read last), in order of time. */
export function staged(messages: readonly MessageRecord[]): MessageRecord[] {
  const kept = new Map<string, MessageRecord>()
  for (const message of messages) {
    const key = `${message.conversation}/${message.id}`
    const other = kept.get(key)
    if (other === undefined || (message.editedAt ?? -1) >= (other.editedAt ?? -1)) kept.set(key, message)
  }
  return [...kept.values()].sort((a, b) => a.at - b.at || (a.order ?? 0) - (b.order ?? 0))
}

export function texts(messages: readonly MessageRecord[]): string[] {
  return messages.map(({text}) => text)
}

export function codes(result: ReadResult): string[] {
  return result.notices.map(({code}) => code)
}

export function reasons(result: ReadResult): string[] {
  return result.skips.map(({reason}) => reason)
}
