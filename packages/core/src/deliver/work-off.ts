import type {StoredConversation} from '../store/conversations.js'
import type {StoredRequest} from '../store/deliveries.js'
import {ask} from './ask.js'
import type {DeliveryContext} from './context.js'
import {Hold, Interrupted} from './stops.js'

const MIN_POLL = 10
const EARLY = 0.6
const MAX_POLL = 5000
/** What takes longer stays accepted; the conversation waits for the next resume, because a flush now would miss it. */
const PATIENCE = 15 * 60_000
/** A server that cannot show whether it has worked off a request is given so much time to do it. */
const GRACE = 30_000
/** A task is forgotten an hour after it was accepted (docs/everos.md 1.3). */
const FORGOTTEN_AFTER = 50 * 60_000
/** A 404 is a hiccup until it is said again and again. */
const GONE_TIMES = 5

/**
 * Waits until the server has worked off a request that it accepted. A flush before that extracts nothing (docs/everos.md 2.2), and another
 * request might overtake it. False: its task failed, and it is unknown again.
 */
export async function workOff(
  conversation: StoredConversation,
  request: StoredRequest,
  context: DeliveryContext,
): Promise<boolean> {
  const {store, pace} = context
  const since = context.accepted.get(request.id)
  const work = {ms: 0}
  let outcome = request.task ? await watchTask(request.task, since, work, context) : 'gone'
  // How long it took until a task was not found is our own waiting, not the server's work.
  const isTold = outcome !== 'gone'
  if (outcome === 'gone') outcome = await watchMessages(conversation, request, since, context)
  context.accepted.delete(request.id)
  if (outcome === 'failed') {
    store.deliveries.setRequest(request.id, 'unknown', 'task failed')
    context.progressed({sent: -request.messages, requests: -1, settling: -1})
    return false
  }
  store.deliveries.setRequest(request.id, 'settled')
  if (since !== undefined && isTold) pace.settled(work.ms)
  context.progressed({settling: -1})
  return true
}

async function watchTask(
  task: string,
  since: number | undefined,
  work: {ms: number},
  context: DeliveryContext,
): Promise<'success' | 'failed' | 'gone'> {
  const {target, pace, timing, signal} = context
  const until = timing.elapsed() + PATIENCE
  // The first look comes a little before the last tasks were done, so that the estimate can fall as well as rise.
  if (since !== undefined) await timing.sleep(pace.settling * EARLY - (timing.elapsed() - since), signal)
  let gone = 0
  let waited = 0
  for (let pause = Math.max(MIN_POLL, pace.settling / 4); ; pause = Math.min(MAX_POLL, pause * 2)) {
    if (signal.aborted) throw new Interrupted()
    const ready = timing.elapsed()
    const {kind} = await ask(() => {
      // Neither the wait for a turn nor the way of the answer is the server's work.
      waited += timing.elapsed() - ready
      if (since !== undefined) work.ms = timing.elapsed() - since - waited
      return target.task(task)
    }, context)
    if (kind === 'success' || kind === 'failed') return kind
    gone = kind === 'gone' ? gone + 1 : 0
    if (gone === GONE_TIMES) return 'gone'
    if (timing.elapsed() > until) throw new Hold(`the server has not finished task ${task} for ${minutes(PATIENCE)}`)
    await timing.sleep(pause, signal)
  }
}

/** There is no task to ask for: what is worked off can be seen waiting for extraction. */
async function watchMessages(
  conversation: StoredConversation,
  request: StoredRequest,
  since: number | undefined,
  context: DeliveryContext,
): Promise<'success' | 'failed'> {
  const {store, target, sight, timing, signal} = context
  const messages = store.messages.range(conversation.id, request.first, request.last, request.messages)
  const began = timing.elapsed()
  const forgotten =
    since === undefined && request.answered_at !== null && timing.now() - request.answered_at > FORGOTTEN_AFTER
  for (let pause = MIN_POLL; ; pause = Math.min(MAX_POLL, pause * 2)) {
    if (signal.aborted) throw new Interrupted()
    const found = await ask(() => target.readBack(conversation, messages), context)
    const waited = timing.elapsed() - began
    const queued = timing.elapsed() - (since ?? began)
    if (found.kind === 'stored') {
      sight.saw()
      return 'success'
    }
    if (found.kind === 'absent' && forgotten && !sight.blind) return 'failed'
    if (found.kind === 'unsure' && queued > GRACE) return 'success'
    if (found.kind === 'absent' && !sight.seen && queued > GRACE) {
      sight.missed()
      return 'success'
    }
    if (waited > PATIENCE)
      throw new Hold(`the server took ${messages.length} messages and has not shown them for ${minutes(PATIENCE)}`)
    await timing.sleep(pause, signal)
  }
}

const minutes = (ms: number) => `${ms / 60_000} minutes`
