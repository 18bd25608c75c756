import {setImmediate} from 'node:timers/promises'
import type {ImportOptions} from '../config/import-options.js'
import type {ExportToRead, RunContext} from '../run/run.js'
import type {StoredRun} from '../store/runs.js'
import {Scratch} from '../store/scratch.js'
import type {Store} from '../store/store.js'
import type {SliceLimits} from '../target/slice-limits.js'
import {createBreath} from './breath.js'
import {defaultNamespace} from './default-namespace.js'
import {ExportNames} from './export-names.js'
import {OutOfOrder} from './in-order.js'
import {merge} from './merge.js'
import {type Merged, Merging} from './merging.js'
import {Naming} from './naming.js'
import {Notices} from './notices.js'
import {type Reading, readExport} from './read-export.js'
import {StraightStaging} from './straight-staging.js'
import {Tallies} from './tallies.js'

/** One attempt at staging. */
interface Attempt {
  run: StoredRun
  from: ExportToRead
  options: ImportOptions
  limits: SliceLimits
  store: Store
  context: RunContext
  scratch: Scratch
  names: ExportNames
  reading: Reading
}

/**
 * Reads an export and leaves ordered, deduplicated, sliced messages in the state file; the export is not needed again. An export in order is
 * taken as it is read; any other is read once more, and sorted first. Both ways lead to the same messages, times and slices.
 * @returns false when it was interrupted: then nothing of the run is left.
 */
export async function stageExport(
  run: StoredRun,
  from: ExportToRead,
  options: ImportOptions,
  limits: SliceLimits,
  store: Store,
  context: RunContext,
): Promise<boolean> {
  try {
    const given = {run, from, options, limits, store, context}
    return (await attempt(given, straight)) ?? (await attempt(given, sorted)) ?? false
  } catch (error) {
    if (context.signal.aborted) return false
    throw error
  }
}

/** @returns undefined when the export turned out not to be in order: then nothing of the run is left */
async function attempt(
  given: Omit<Attempt, 'scratch' | 'names' | 'reading'>,
  stage: (attempt: Attempt) => Promise<Merged>,
): Promise<true | undefined> {
  const {run, from, options, store} = given
  const scratch = new Scratch(store.folder, `r${run.id}`)
  const naming = new Naming(scratch, run.source, options.namespace ?? defaultNamespace(from), options)
  const reading = {tallies: new Tallies(), notices: new Notices(), unread: 0}
  try {
    const merged = await stage({...given, scratch, names: new ExportNames(run, naming, store), reading})
    store.runs.setStaged(run.id, {
      ...merged,
      conversations: scratch.conversationCount(),
      people: scratch.speakerCount(),
      unread: reading.unread,
      notices: reading.notices.grouped(),
    })
    return true
  } catch (error) {
    if (error instanceof OutOfOrder) return undefined
    throw error
  } finally {
    scratch.discard()
  }
}

async function straight(attempt: Attempt): Promise<Merged> {
  const {run, from, options, limits, store, context, scratch, names, reading} = attempt
  const merging = new Merging(run.id, scratch, store, names, reading, limits)
  const staging = new StraightStaging(scratch, merging)
  store.prepareBulk()
  await store.transactionAsync(async () => {
    await readExport(from, options, staging, reading, context)
    context.signal.throwIfAborted()
    scratch.seal()
    const breathe = createBreath(context.signal)
    for (const conversation of staging.end()) {
      names.settle(conversation)
      await breathe()
    }
    await merging.finish(context)
    if (staging.isUnproven && store.messages.hasDoubles(run.id)) throw new OutOfOrder()
  })
  const {count} = staging
  context.emit({type: 'staging', done: count, messages: count})
  await setImmediate()
  store.finishBulk()
  return merging.merged
}

async function sorted(attempt: Attempt): Promise<Merged> {
  const {run, from, options, limits, store, context, scratch, names, reading} = attempt
  await readExport(from, options, scratch, reading, context)
  context.signal.throwIfAborted()
  scratch.seal()
  return merge(run.id, scratch, store, names, reading, limits, context)
}
