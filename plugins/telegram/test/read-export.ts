import {type InputTree, isEverportError, type MessageRecord, memoryTree} from '@everport/plugin-kit'
import {type ReadResult, readAll} from '@everport/plugin-kit/testing'
import type {z} from 'zod'
import {telegram} from '../src/index.js'

export type Options = z.input<typeof telegram.options>

/** Reads files by their path. Objects are written as JSON, one blank a level as the writer does. */
export async function readFiles(files: Record<string, unknown>, options: Options = {}): Promise<ReadResult> {
  return readAll(telegram, treeOf(files), options)
}

export async function readResult(result: unknown, options: Options = {}): Promise<ReadResult> {
  return readFiles({'result.json': result}, options)
}

/** The one message that becomes of a chat. */
export async function readOne(result: unknown, options: Options = {}): Promise<MessageRecord> {
  const {messages, skips} = await readResult(result, options)
  if (messages.length !== 1) throw new Error(`${messages.length} messages, skipped ${JSON.stringify(skips)}`)
  return messages[0]!
}

export function treeOf(files: Record<string, unknown>): InputTree {
  const contents = Object.entries(files).map(([path, content]): [string, string | Uint8Array] => [
    path,
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, 1),
  ])
  return memoryTree(Object.fromEntries(contents), {name: 'ChatExport_2024-01-01'})
}

/** Skipped messages by reason. */
export function reasons({skips}: ReadResult): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const {reason, count = 1} of skips) counts[reason] = (counts[reason] ?? 0) + count
  return counts
}

export function codes({notices}: ReadResult): string[] {
  return notices.map(({code}) => code)
}

/** What a refused reading says: its code, and everything a person reads. */
export async function refusal(reading: Promise<unknown>): Promise<{code: string; text: string}> {
  try {
    await reading
  } catch (error) {
    if (!isEverportError(error)) throw error
    return {code: error.code, text: [error.message, ...error.hints].join('\n')}
  }
  throw new Error('it was not refused')
}
