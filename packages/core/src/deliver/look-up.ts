import type {StoredConversation} from '../store/conversations.js'
import type {StoredRequest} from '../store/deliveries.js'
import type {ReadBack, Unasked} from '../target/target.js'
import {ask} from './ask.js'
import type {DeliveryContext} from './context.js'

/** A server that answered, or finished a task, is done with a request; queues and replicas still lag. */
const LAG = 2000
const FIRST_LOOK = 150
/** Looks after the quiet time that got no answer: about half a minute with backoff. */
const MAX_UNASKED = 7

/**
 * Finds out whether a request whose answer was lost was stored. "Stored" is believed at once. "Absent" only after it was seen
 * again and again until a quiet time has passed since the request left: a server that is still at work would make a
 * second copy of what is sent again. The quiet time grows with the slowest add seen and, after a timeout, with the time limit.
 * `left`: when it left, by `Timing.elapsed`; for a request of an earlier process, when this one began, since clocks may jump.
 */
export async function lookUp(
  conversation: StoredConversation,
  request: StoredRequest,
  left: number,
  context: DeliveryContext,
): Promise<Exclude<ReadBack, Unasked>> {
  const {store, target, timing, pace, sight, signal} = context
  const messages = store.messages.range(conversation.id, request.first, request.last, request.messages)
  const quietUntil = left + quietTime(request.cause, context)
  let unasked = 0
  for (let look = 0; ; look++) {
    const found = await ask(() => target.readBack(conversation, messages), context)
    if (found.kind === 'stored') {
      sight.saw()
      return found
    }
    const quiet = quietUntil - timing.elapsed()
    if (quiet > 0) {
      await timing.sleep(Math.min(quiet, FIRST_LOOK * 2 ** look), signal)
      continue
    }
    if (found.kind === 'unsure' || (found.kind === 'unasked' && target.resendIsHarmless)) return untold(found)
    const before = found.kind === 'absent' ? await lookBefore(conversation, request, context) : found
    if (before.kind === 'stored' && !sight.blind) return {kind: 'absent'}
    if (before.kind !== 'unasked')
      return {kind: 'unsure', why: 'the server does not show which messages wait for extraction'}
    unasked += 1
    if (unasked > MAX_UNASKED) return untold(before)
    await timing.sleep(pace.backoff(unasked, undefined), signal)
  }
}

/** "Absent" means something only where the request before it can be seen: it was stored and is not flushed yet. */
async function lookBefore(
  conversation: StoredConversation,
  request: StoredRequest,
  context: DeliveryContext,
): Promise<ReadBack> {
  const {store, target} = context
  const [before] = store.deliveries
    .requests(request.slice)
    .filter(({last, state}) => last < request.first && state === 'settled')
    .slice(-1)
  if (before === undefined) return {kind: 'stored'}
  const messages = store.messages.range(conversation.id, before.first, before.last, before.messages)
  return ask(() => target.readBack(conversation, messages), context)
}

function untold(found: Extract<ReadBack, {kind: 'unsure' | 'unasked'}>): Extract<ReadBack, {kind: 'unsure'}> {
  if (found.kind === 'unsure') return found
  return {kind: 'unsure', why: `the server did not tell what it holds (${found.answer.reason})`}
}

/** A server that did not answer may still be at work, one that answered is not. */
function quietTime(cause: string | null, {pace, options, target}: DeliveryContext): number {
  const {ms, timeLimits} = target.stillAtWork
  if (cause === 'timeout' || cause === 'status 504')
    return Math.max(ms, options.timeoutMs * timeLimits, pace.slowest * 3)
  if (!cause?.startsWith('status') && cause !== 'task failed') return Math.max(ms, pace.slowest * 3)
  return target.resendIsHarmless ? 0 : Math.max(LAG, pace.slowest * 3)
}
