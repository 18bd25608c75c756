import {setImmediate} from 'node:timers/promises'
import type {RunContext} from '../run/run.js'
import type {Scratch} from '../store/scratch.js'
import type {Store} from '../store/store.js'
import type {SliceLimits} from '../target/slice-limits.js'
import type {ConversationMerge} from './conversation-merge.js'
import {type Merged, type MergeNames, Merging} from './merging.js'
import type {Reading} from './read-export.js'

/** Rows between two looks at the rest of the world (progress, Ctrl-C): about ten milliseconds. */
const BREATHE_EVERY = 4000

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
  reading: Reading,
  limits: SliceLimits,
  context: RunContext,
): Promise<Merged> {
  for (const {conversation, count} of scratch.removeDuplicates())
    reading.tallies.add(conversation, 'skipped', 'duplicate', count)
  const total = scratch.count()
  const merging = new Merging(run, scratch, store, names, reading, limits)
  store.prepareBulk()
  await store.transactionAsync(async () => {
    let current: ConversationMerge | undefined
    let done = 0
    for (const row of scratch.rows()) {
      if (current?.staged !== row.conversation) {
        if (current) merging.close(current)
        current = merging.open(row.conversation)
      }
      current.take(row)
      done += 1
      if (done % BREATHE_EVERY === 0) {
        context.emit({type: 'staging', done, messages: total})
        await setImmediate()
        context.signal.throwIfAborted()
      }
    }
    if (current) merging.close(current)
    await merging.finish(context)
  })
  store.finishBulk()
  context.emit({type: 'staging', done: total, messages: total})
  return merging.merged
}
