import type {StoredConversation} from '../store/conversations.js'
import type {StoredSlice} from '../store/deliveries.js'
import {field} from '../target/json.js'
import {ask} from './ask.js'
import type {DeliveryContext} from './context.js'
import {LAG, quietTime} from './quiet-time.js'
import {refusalKind} from './refusal.js'
import {Hold, Interrupted} from './stops.js'

const MAX_ATTEMPTS = 8
/** Times that a server which has too much to do puts the same flush off. */
const MAX_WAITS = 30
const FIRST_LOOK = 250
/** Looks at rows that still wait after a flush that found nothing to do. */
const MAX_LOOKS = 5

/**
 * Asks the server to make memories of a slice. A flush is never a reason to add again: when its answer is lost, what counts is
 * whether rows still wait; a flush too many finds nothing to do.
 */
export async function flushSlice(
  conversation: StoredConversation,
  slice: StoredSlice,
  context: DeliveryContext,
): Promise<void> {
  const {store, target, pace, sight, timing, signal} = context
  const done = () => {
    store.deliveries.setSlice(slice.id, 'flushed')
    context.progressed({flushes: 1})
  }
  // Without an answer, "none" counts where messages were seen to wait before; elsewhere another flush tells more.
  // After a refusal it does not: a server may have set aside what it could make no memories of (docs/everos.md 2.7).
  const wasRefused = slice.state === 'refused'
  // Nor soon after the add: a search that lags shows none of what was stored a moment ago.
  let left = context.began
  const isOver = async () =>
    !wasRefused &&
    sight.seen &&
    timing.elapsed() - left >= LAG &&
    (await waiting(conversation, slice, context)) === 'none'
  // Left over from a run that died while it flushed.
  if (slice.state === 'flushing' && (await isOver())) return done()
  if (!wasRefused) store.deliveries.setSlice(slice.id, 'flushing')
  // What others write while this one waits for its turn is no reason to wait on.
  const written = store.durable()

  let looks = 0
  let waits = 0
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) throw new Interrupted()
    const answer = await ask(async () => {
      await written
      left = timing.elapsed()
      return target.flush(conversation)
    }, context)
    if (answer.kind === 'ok') {
      pace.keptUp()
      // "no_extraction" with rows waiting: they were still queued when the flush came.
      const status = field(answer.body, 'data', 'status') ?? field(answer.body, 'status')
      const rows = status === 'no_extraction' ? await waiting(conversation, slice, context) : 'none'
      if (wasRefused && status !== 'extracted' && rows !== 'some')
        throw new Hold(
          'the flush was refused before, and now nothing waits: the server may have set these messages aside',
        )
      if (rows === 'none' || (rows === 'untold' && looks >= MAX_LOOKS)) return done()
      if (looks >= MAX_LOOKS) throw new Hold(`after ${looks + 1} flushes messages still wait for extraction`)
      looks += 1
      await timing.sleep(pace.backoff(looks + 1, undefined), signal)
      continue
    }
    const {reason} = answer
    const refusal = answer.kind === 'refused' ? refusalKind(answer, true) : 'wait'
    if (answer.kind === 'refused' && refusal !== 'wait') {
      if (refusal === 'content') store.deliveries.setSlice(slice.id, 'refused')
      throw new Hold(`the flush was refused (${answer.status}: ${reason})`)
    }
    const isPutOff = answer.kind === 'refused' && (answer.status === 429 || answer.status === 503)
    if (isPutOff) waits += 1
    if (attempt - waits >= MAX_ATTEMPTS || waits >= MAX_WAITS)
      throw new Hold(`the flush did not succeed in ${attempt} attempts (${reason})`)
    await timing.sleep(pace.backoff(attempt, answer.kind === 'refused' ? answer.retryAfterMs : undefined), signal)
    if (answer.kind === 'not-sent') continue
    if (await isOver()) return done()
    // A server that said nothing may be flushing still: another flush would be a second one in flight.
    const isSilent = answer.kind === 'lost' || answer.status === 504
    const until = left + (isSilent ? quietTime(answer.kind === 'lost' ? answer.cause : 'status 504', context) : 0)
    for (let pause = FIRST_LOOK; timing.elapsed() < until && !signal.aborted; pause *= 2) {
      await timing.sleep(Math.min(pause, until - timing.elapsed()), signal)
      if (await isOver()) return done()
    }
  }
}

/** `untold`: the server never tells, or always says "none". `unasked`: not now. In both cases another flush does no harm. */
async function waiting(
  conversation: StoredConversation,
  slice: StoredSlice,
  context: DeliveryContext,
): Promise<'none' | 'some' | 'untold' | 'unasked'> {
  const senders = context.store.messages.senders(conversation.id, slice.first, slice.last)
  const pending = await ask(() => context.target.pending(conversation, senders), context)
  if (pending === undefined) return 'untold'
  if (pending.kind === 'unasked') return 'unasked'
  if (pending.count > 0) return 'some'
  return context.sight.blind ? 'untold' : 'none'
}
