import type {DeliveryOptions} from '../config/import-options.js'
import {deliver} from '../deliver/deliver.js'
import {realTiming} from '../deliver/timing.js'
import {isEverportError} from '../errors/everport-error.js'
import {writeRejects} from '../rejects/write-rejects.js'
import type {Notice} from '../source/source.js'
import type {StoredRun} from '../store/runs.js'
import type {Store} from '../store/store.js'
import type {Target} from '../target/target.js'
import {buildReport} from './build-report.js'
import type {RunReport, RunState} from './report.js'
import type {RunContext} from './run.js'

/** Sends what is open at the run's destination and settles how the run ended. */
export async function deliverRun(
  run: StoredRun,
  store: Store,
  target: Target,
  options: DeliveryOptions,
  context: RunContext,
  {alone = false}: {alone?: boolean} = {},
): Promise<RunReport> {
  const timing = context.timing ?? realTiming
  const only: [] | [number] = alone ? [run.id] : []
  store.transaction(() => {
    store.deliveries.markInterrupted(run.destination)
    store.conversations.releaseAll(run.destination, ...only)
    store.runs.setState(run.id, 'sending')
  })
  const before = store.books.totals(run.id)
  const todo = {
    total: before.staged - before.sent - before.rejected,
    totalRequests: before.openSlices,
    totalFlushes: options.flush ? before.openSlices : 0,
  }
  try {
    await deliver({
      store,
      target,
      destination: run.destination,
      ...(alone && {run: run.id}),
      options,
      todo,
      timing,
      signal: context.signal,
      emit: context.emit,
    })
  } catch (error) {
    const {sent, unknown} = store.books.totals(run.id)
    // A wrong key or account is mended by another one, and that is another destination: nothing is left to resume.
    if (isEverportError(error) && error.code === 'TARGET_REFUSED' && sent + unknown === 0) store.runs.forget(run.id)
    else store.runs.setState(run.id, isEverportError(error) ? 'refused' : 'interrupted', timing.now())
    await listRejects(run, store, context)
    throw error
  }
  store.runs.setState(run.id, endState(run, store, context.signal.aborted), timing.now())
  // Messages that older runs had left open went along.
  store.runs.setStateOfSettled(run.destination, timing.now())
  store.manifests.forgetEnded()
  const unwritten = await listRejects(run, store, context)
  const report = buildReport(store, store.runs.get(run.id)!)
  if (unwritten) report.notices.push({code: unwritten.code, count: 1, examples: [unwritten]})
  context.emit({type: 'finished', report})
  return report
}

/** A disk that is full now does not undo what was sent: that the file is missing is told, and the next `resume` writes it. */
async function listRejects(run: StoredRun, store: Store, context: RunContext): Promise<Notice | undefined> {
  try {
    await writeRejects(store, run)
    return undefined
  } catch (error) {
    if (!isEverportError(error)) throw error
    const notice = {code: 'rejects-not-written', message: `What did not arrive could not be listed: ${error.message}`}
    context.emit({type: 'notice', notice})
    return notice
  }
}

function endState(run: StoredRun, store: Store, aborted: boolean): RunState {
  const {openSlices, staged, sent, unknown, rejected} = store.books.totals(run.id)
  if (openSlices > 0 && aborted) return 'interrupted'
  return openSlices > 0 || sent + rejected < staged || unknown > 0 || rejected > store.rejects.corrected(run.id)
    ? 'partial'
    : 'done'
}
