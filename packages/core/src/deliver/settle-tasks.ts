import type {StoredRequest} from '../store/deliveries.js'
import {ask} from './ask.js'
import type {DeliveryContext} from './context.js'
import {Hold, Interrupted} from './stops.js'

const MIN_POLL = 10
const EARLY = 0.6
const MAX_POLL = 5000
/** A task that takes longer stays accepted; the conversation waits for the next resume, because a flush now would miss it. */
const PATIENCE = 15 * 60_000
/** A task is forgotten an hour after it was accepted (docs/everos.md 1.3). Before that a 404 is a hiccup until it is said again and again. */
const GONE_AFTER = 50 * 60_000
const GONE_TIMES = 5

/** Waits until the server has worked off what it accepted. A flush before that extracts nothing (docs/everos.md 2.2). Returns requests whose task failed. */
export async function settleTasks(
  requests: readonly StoredRequest[],
  context: DeliveryContext,
): Promise<StoredRequest[]> {
  const {store, target, pace, timing, signal} = context
  const failed: StoredRequest[] = []
  for (const request of requests) {
    const {task} = request
    if (task === null) continue
    const until = timing.elapsed() + PATIENCE
    let gone = request.answered_at !== null && timing.now() - request.answered_at > GONE_AFTER ? GONE_TIMES - 1 : 0
    const since = context.accepted.get(request.id)
    // The first look comes a little before the last tasks were done, so that the estimate can fall as well as rise.
    if (since !== undefined) await timing.sleep(pace.settling * EARLY - (timing.elapsed() - since), signal)
    for (let pause = Math.max(MIN_POLL, pace.settling / 4); ; pause = Math.min(MAX_POLL, pause * 2)) {
      if (signal.aborted) throw new Interrupted()
      const {kind: state} = await ask(() => target.task(task), context)
      gone = state === 'gone' ? gone + 1 : 0
      if (state === 'success' || gone === GONE_TIMES) {
        store.deliveries.setRequest(request.id, 'settled')
        if (since !== undefined) pace.settled(timing.elapsed() - since)
        context.accepted.delete(request.id)
        context.progressed({settling: -1})
        break
      }
      if (state === 'failed') {
        store.deliveries.setRequest(request.id, 'unknown', 'task failed')
        context.progressed({sent: -request.messages, requests: -1, settling: -1})
        failed.push({...request, state: 'unknown', cause: 'task failed'})
        break
      }
      if (timing.elapsed() > until)
        throw new Hold(`the server has not finished task ${task} for ${PATIENCE / 60_000} minutes`)
      await timing.sleep(pause, signal)
    }
  }
  return failed
}
