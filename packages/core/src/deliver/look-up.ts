import type {StoredConversation} from '../store/conversations.js'
import type {StoredRequest} from '../store/deliveries.js'
import type {ReadBack, Unasked} from '../target/target.js'
import {ask} from './ask.js'
import type {DeliveryContext} from './context.js'
import {quietTime, wasPutOff} from './quiet-time.js'

const FIRST_LOOK = 150
/** Looks after the quiet time that got no answer: about half a minute with backoff. */
const MAX_UNASKED = 7
/** And such as the server put off, having too much to do. */
const MAX_WAITS = 30

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
  // What was only put off was hardly stored: one look at the end costs the server less than many.
  if (wasPutOff(request.cause)) await timing.sleep(quietUntil - timing.elapsed(), signal)
  let unasked = 0
  let waits = 0
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
    const {answer} = before
    if (answer.kind === 'refused' && wasPutOff(`status ${answer.status}`)) waits += 1
    else unasked += 1
    if (unasked > MAX_UNASKED || waits > MAX_WAITS) return untold(before)
    await timing.sleep(pace.backoff(unasked + waits, undefined), signal)
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
