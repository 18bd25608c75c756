import {isEverportError} from '@everport/core/errors'
import type {InputTree} from '@everport/core/input'
import type {MessageRecord, SourceRecord} from '@everport/core/model'
import type {Notice, Skip} from '@everport/core/source'
import type {Subject} from './source-promise.js'

/** All that one reading gave, in order. */
export interface Attempt {
  records: SourceRecord[]
  skips: Skip[]
  notices: Notice[]
  /** What ended the reading early. */
  failure: {error: unknown} | undefined
}

/** Reads a whole tree; what is thrown is part of the result. */
export async function attempt(
  {options, source}: Pick<Subject, 'options' | 'source'>,
  tree: InputTree,
  signal: AbortSignal = new AbortController().signal,
): Promise<Attempt> {
  const result: Attempt = {records: [], skips: [], notices: [], failure: undefined}
  const context = {
    signal,
    skip: (skip: Skip) => void result.skips.push(skip),
    warn: (notice: Notice) => void result.notices.push(notice),
  }
  try {
    for await (const batch of source.read(tree, options, context))
      for (const record of batch) result.records.push(record)
  } catch (error) {
    result.failure = {error}
  }
  return result
}

/** True for the only errors that a reading may end with. */
export function isInputError(error: unknown): boolean {
  return isEverportError(error) && error.code.startsWith('INPUT_')
}

export function messagesOf({records}: Pick<Attempt, 'records'>): MessageRecord[] {
  return records.filter((record): record is MessageRecord => record.type === 'message')
}

/** Messages that a reading accounts for: yielded, or counted as skipped. */
export function accountedFor(attempt: Attempt): number {
  return messagesOf(attempt).length + attempt.skips.reduce((sum, {count = 1}) => sum + count, 0)
}

/** An error as part of a sentence. */
export function errorText(error: unknown): string {
  if (isEverportError(error)) return `${error.code}: ${error.message}`
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
