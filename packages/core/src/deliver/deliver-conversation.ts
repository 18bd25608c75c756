import {EverportError} from '../errors/everport-error.js'
import type {StoredConversation} from '../store/conversations.js'
import type {StoredRequest, StoredSlice} from '../store/deliveries.js'
import type {OutgoingMessage} from '../store/messages.js'
import {ask} from './ask.js'
import type {DeliveryContext} from './context.js'
import {flushSlice} from './flush-slice.js'
import {LAG} from './quiet-time.js'
import {messageAtFault} from './refusal.js'
import {type Sent, sendNew, settleUnknown} from './send-request.js'
import {Hold, Interrupted, Stop} from './stops.js'
import {workOff} from './work-off.js'

/** When so many messages were refused and not one request accepted, the fault is not in the messages. */
const REJECTS_BEFORE_DOUBT = 20
/** Until the second look at what a server shows, ms; each pause is twice the one before. */
const FIRST_LOOK = 100
/** Attempts at a request that the server accepts and then fails at. */
const MAX_FAILED = 5

/** Delivers what is open in one conversation: slice after slice, request after request, never two at once. */
export async function deliverConversation(conversation: StoredConversation, context: DeliveryContext): Promise<void> {
  const {store, target, signal} = context
  if (conversation.introduced === 0 && target.introduce) {
    const answer = await ask(() => target.introduce!(conversation), context)
    // Only a name: when it is refused the messages are sent all the same.
    if (answer.kind === 'ok') store.conversations.setIntroduced(conversation.id)
  }
  for (const slice of store.deliveries.openSlices(conversation.id)) {
    if (signal.aborted) throw new Interrupted()
    await deliverSlice(conversation, slice, context)
  }
}

async function deliverSlice(
  conversation: StoredConversation,
  slice: StoredSlice,
  context: DeliveryContext,
): Promise<void> {
  const {store, options} = context
  let next = slice.first
  for (const request of store.deliveries.requests(slice.id)) {
    // Requests that were frozen are settled first; what a refusal left out between them is sent on the way.
    if (next < request.first) await sendRange(conversation, slice, next, request.first - 1, context)
    if (request.state === 'accepted') await workOffAll(conversation, slice, context)
    if (request.state === 'unknown') await settle(conversation, slice, request, context)
    next = request.last + 1
  }
  if (next <= slice.last) await sendRange(conversation, slice, next, slice.last, context)

  // A slice is closed only when every message of it has a fate: a gap here would be a message lost in silence.
  const missing = store.deliveries.unaccounted(slice)
  if (missing !== 0)
    throw new Error(`${missing} messages of slice ${slice.id} in ${conversation.target} were neither sent nor rejected`)
  // Of a slice whose messages were all refused the server knows nothing.
  const sent = store.deliveries.requests(slice.id).length > 0
  if (options.flush && sent) await flushSlice(conversation, slice, context)
  else store.deliveries.setSlice(slice.id, 'sent')
}

async function settle(
  conversation: StoredConversation,
  slice: StoredSlice,
  request: StoredRequest,
  context: DeliveryContext,
): Promise<void> {
  const sent = await settleUnknown(conversation, request, context)
  if (sent.kind === 'gone') await split(conversation, slice, request.first, request.last, sent, context)
  else if (sent.kind === 'outdated') await sendRange(conversation, slice, request.first, request.last, context)
  else await workOffAll(conversation, slice, context)
}

/** Nothing else of the conversation is sent before what was accepted is worked off: it might be stored first, or alone. */
async function workOffAll(
  conversation: StoredConversation,
  slice: StoredSlice,
  context: DeliveryContext,
): Promise<void> {
  const {store, pace, timing, signal} = context
  for (const request of store.deliveries.requests(slice.id)) {
    if (request.state !== 'accepted' || (await workOff(conversation, request, context))) continue
    if (request.attempts >= MAX_FAILED)
      throw new Hold(
        `the server accepted ${request.messages} messages ${request.attempts} times and failed at them later`,
      )
    await timing.sleep(pace.backoff(request.attempts, undefined), signal)
    await settle(conversation, slice, {...request, state: 'unknown', cause: 'task failed'}, context)
  }
}

/** With the first requests of a run that are stored: looks whether the server shows them, as late as a search may be. */
async function trySight(
  conversation: StoredConversation,
  messages: readonly OutgoingMessage[],
  context: DeliveryContext,
): Promise<void> {
  const {target, sight, timing, signal} = context
  if (!sight.isFor(context.isScout)) return
  const until = timing.elapsed() + LAG
  for (let pause = FIRST_LOOK; sight.isOpen && !signal.aborted; pause *= 2) {
    const {kind} = await ask(() => target.readBack(conversation, messages), context)
    if (kind === 'stored') return sight.saw()
    if (kind !== 'absent') return sight.learnedNothing()
    const rest = until - timing.elapsed()
    if (rest <= 0) return sight.missed()
    await timing.sleep(Math.min(pause, rest), signal)
  }
}

/** Sends messages `first` to `last` in requests of the size that the pace allows. */
async function sendRange(
  conversation: StoredConversation,
  slice: StoredSlice,
  first: number,
  last: number,
  context: DeliveryContext,
): Promise<void> {
  const {store, pace, signal} = context
  let next = first
  while (next <= last) {
    const messages = store.messages.range(conversation.id, next, last, pace.messages)
    if (messages.length === 0) return
    if (signal.aborted) throw new Interrupted()
    const end = messages.at(-1)!.seq
    const sent = await sendNew(conversation, slice, messages, context)
    if (sent.kind === 'gone') await split(conversation, slice, messages[0]!.seq, end, sent, context)
    else {
      await workOffAll(conversation, slice, context)
      await trySight(conversation, messages, context)
    }
    next = end + 1
  }
}

/** Nothing of `first` to `last` was stored: finds what is at fault, rejects it, and sends the rest. */
async function split(
  conversation: StoredConversation,
  slice: StoredSlice,
  first: number,
  last: number,
  refusal: Extract<Sent, {kind: 'gone'}>,
  context: DeliveryContext,
): Promise<void> {
  const {store, pace} = context
  const messages = store.messages.range(conversation.id, first, last, last - first + 1)
  if (refusal.why === 'shrink')
    pace.tooLarge(messages.length, `a request of ${messages.length} messages was refused (${refusal.reason})`)
  const fault =
    messages.length === 1 ? 0 : refusal.why === 'content' ? messageAtFault(refusal.reason, messages.length) : undefined
  if (fault !== undefined) {
    const {seq, key} = messages[fault]!
    store.deliveries.reject(conversation.id, seq, slice.run, refusal.reason)
    context.emit({type: 'rejected', conversation: conversation.target, message: key, reason: refusal.reason})
    pace.rejections += 1
    if (context.doubtful && pace.successes === 0 && pace.rejections >= REJECTS_BEFORE_DOUBT) {
      throw new Stop(
        new EverportError(
          'TARGET_REFUSED',
          `The server refused the first ${REJECTS_BEFORE_DOUBT} messages one by one, the last with ${refusal.reason}.`,
          {
            hints: ['The fault is hardly in the messages: check --api and the version of the server.'],
          },
        ),
      )
    }
    return sendRange(conversation, slice, first, last, context)
  }
  const middle = messages[Math.ceil(messages.length / 2)]!.seq
  await sendRange(conversation, slice, first, middle - 1, context)
  await sendRange(conversation, slice, middle, last, context)
}
