import {setImmediate} from 'node:timers/promises'
import type {RunContext} from '../run/run.js'
import type {StoredConversation} from '../store/conversations.js'
import type {Scratch, StagedConversation} from '../store/scratch.js'
import type {Store} from '../store/store.js'
import type {SliceLimits} from '../target/slice-limits.js'
import {ConversationMerge} from './conversation-merge.js'
import {mergeUnread} from './merge-unread.js'
import type {Names} from './naming.js'
import type {Reading} from './read-export.js'

export interface Merged {
  /** Messages whose time was moved. */
  adjusted: number
  /** Messages that an earlier run sent and whose text is another now. */
  edited: number
}

/** Rows between two looks at the rest of the world (progress, Ctrl-C): about ten milliseconds. */
const BREATHE_EVERY = 4000
const FILES_REMEMBERED = 50_000

/** How what is staged is called where it goes. */
export interface MergeNames extends Names {
  /** The conversation in the state file, made when it is new. */
  stored(conversation: StagedConversation): StoredConversation
}

/**
 * Takes the scratch file's messages in order into the state file: what is already there is counted, roles and names are
 * settled, times made strictly increasing, slices cut. One transaction: a run is staged whole or not at all. Throws the signal's reason
 * when it is aborted.
 */
export async function merge(
  run: number,
  scratch: Scratch,
  store: Store,
  names: MergeNames,
  {tallies, notices}: Reading,
  limits: SliceLimits,
  context: RunContext,
): Promise<Merged> {
  const merged: Merged = {adjusted: 0, edited: 0}
  for (const {conversation, count} of scratch.removeDuplicates())
    tallies.add(conversation, 'skipped', 'duplicate', count)
  const total = scratch.count()
  const numbers = new Map<number, number>()
  const files = new Map<number, number>()

  store.prepareBulk()
  await store.transactionAsync(async () => {
    let current: ConversationMerge | undefined
    let done = 0
    for (const row of scratch.rows()) {
      if (current?.staged !== row.conversation) {
        if (current) close(current)
        const stored = names.stored(scratch.getConversation(row.conversation))
        numbers.set(row.conversation, stored.id)
        current = new ConversationMerge(row.conversation, stored, run, store, names, tallies, fileNumber, limits)
      }
      if (current.take(row) === 'edited') merged.edited += 1
      done += 1
      if (done % BREATHE_EVERY === 0) {
        context.emit({type: 'staging', done, messages: total})
        await setImmediate()
        context.signal.throwIfAborted()
      }
    }
    if (current) close(current)
    store.messages.flushAppended()
    // A conversation without messages to send still has books, when anything of it was read.
    store.books.add(run, tallies.entries(numberOf))
    await mergeUnread(run, scratch, store, names, {conversation: numberOf, file: fileNumber}, context)
  })
  store.finishBulk()
  context.emit({type: 'staging', done: total, messages: total})
  return merged

  function fileNumber(staged: number): number {
    let number = files.get(staged)
    if (number === undefined) {
      number = store.messages.fileNumber(scratch.filePath(staged))
      if (files.size >= FILES_REMEMBERED) files.clear()
      files.set(staged, number)
    }
    return number
  }

  function numberOf(staged: number): number {
    const number = numbers.get(staged) ?? names.stored(scratch.getConversation(staged)).id
    numbers.set(staged, number)
    return number
  }

  function close(conversation: ConversationMerge): void {
    conversation.end()
    merged.adjusted += conversation.adjusted
    if (conversation.late > 0) {
      const {name} = conversation.stored
      notices.add({code: 'late-messages', message: lateSentence(conversation.late, name)})
    }
  }
}

/** EverOS keeps the order of arrival (docs/everos.md 4.1), and a flush has closed what went before. */
function lateSentence(count: number, name: string): string {
  const [what, they] =
    count === 1 ? [`1 message of "${name}" is`, 'it'] : [`${count} messages of "${name}" are`, 'them']
  return `${what} older than what an earlier run sent there: sent now, after it, so that EverOS remembers ${they} apart from what was said around ${they}.`
}
