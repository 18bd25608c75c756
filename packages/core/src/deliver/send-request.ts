import {EverportError} from '../errors/everport-error.js'
import type {StoredConversation} from '../store/conversations.js'
import type {StoredRequest, StoredSlice} from '../store/deliveries.js'
import type {OutgoingMessage} from '../store/messages.js'
import {bodyHash, type EncodedAdd} from '../target/target.js'
import type {DeliveryContext} from './context.js'
import {lookUp} from './look-up.js'
import {type RefusalKind, refusalKind} from './refusal.js'
import {Hold, Interrupted, Stop} from './stops.js'

/** Attempts to reach a server before the run gives up: about half a minute with backoff. */
const MAX_UNREACHED = 8
/** Attempts at one request that the server keeps putting off: about ten minutes. */
const MAX_WAITS = 30

/** `taken`: stored, or to be taken for stored. `gone`: refused for good, nothing of it was stored. */
export type Sent = {kind: 'taken'} | {kind: 'gone'; why: Exclude<RefusalKind, 'stop' | 'wait'>; reason: string}

/** Sends messages as one new request: its composition is frozen and committed before the first byte leaves. */
export function sendNew(
  conversation: StoredConversation,
  slice: StoredSlice,
  messages: readonly OutgoingMessage[],
  context: DeliveryContext,
): Promise<Sent> {
  const encoded = context.target.encode(conversation, messages)
  const request = context.store.deliveries.freeze({
    run: slice.run,
    conversation: conversation.id,
    slice: slice.id,
    first: messages[0]!.seq,
    last: messages.at(-1)!.seq,
    messages: messages.length,
    body_hash: bodyHash(encoded),
    sent_at: context.timing.now(),
  })
  return attempt(conversation, request, encoded, context)
}

/** Settles a request whose fate was unknown when an earlier run ended. */
export async function settleUnknown(
  conversation: StoredConversation,
  request: StoredRequest,
  context: DeliveryContext,
): Promise<Sent> {
  const messages = context.store.messages.range(conversation.id, request.first, request.last, request.messages)
  const encoded = context.target.encode(conversation, messages)
  if (bodyHash(encoded) !== request.body_hash) {
    throw new Hold('a request whose fate is unknown cannot be made again with the same bytes')
  }
  if (await decide(conversation, request, context)) return {kind: 'taken'}
  context.store.deliveries.sendAgain(request.id, context.timing.now())
  return attempt(conversation, request, encoded, context)
}

async function attempt(
  conversation: StoredConversation,
  request: StoredRequest,
  encoded: EncodedAdd,
  context: DeliveryContext,
): Promise<Sent> {
  const {store, target, pace, timing, signal} = context
  const {deliveries} = store
  let unreached = 0
  let waits = 0
  for (;;) {
    const started = timing.now()
    const answer = await pace.call(signal, () => target.add(encoded))
    if (answer.kind === 'ok') {
      const task = target.taskOf(answer.body)
      deliveries.accept(request.id, task ?? null, timing.now())
      pace.succeeded(timing.now() - started, request.messages)
      context.progressed({sent: request.messages, requests: 1, settling: task === undefined ? 0 : 1})
      return {kind: 'taken'}
    }

    if (answer.kind === 'not-sent') {
      unreached += 1
      // With nothing ever answered, a wrong address is likelier than a hiccup: say so soon.
      if (signal.aborted || unreached >= (pace.successes > 0 ? MAX_UNREACHED : 3)) {
        deliveries.setRequest(request.id, 'refused', 'not-sent', answer.reason)
        if (signal.aborted) throw new Interrupted()
        throw new Stop(unreachable(answer.reason))
      }
      await wait(pace.backoff(unreached, undefined), `cannot reach the server (${answer.reason})`, context)
      deliveries.sendAgain(request.id, timing.now())
      continue
    }

    if (answer.kind === 'refused') {
      const kind = refusalKind(answer, pace.successes > 0)
      if (kind === 'stop') {
        deliveries.setRequest(request.id, 'refused', `status ${answer.status}`, answer.reason)
        throw new Stop(refused(answer.status, answer.reason))
      }
      if (kind !== 'wait') {
        deliveries.setRequest(request.id, 'refused', `status ${answer.status}`, answer.reason)
        return {kind: 'gone', why: kind, reason: `${answer.status}: ${answer.reason}`}
      }
      request = markUnknown(request, `status ${answer.status}`, answer.reason, context)
      if (answer.status === 429 || answer.status === 503) pace.overloaded(answer.status, answer.retryAfterMs)
      waits += 1
      await wait(pace.backoff(waits, answer.retryAfterMs), `the server answered ${answer.status}`, context)
    } else {
      request = markUnknown(request, answer.cause, answer.reason, context)
    }

    if (signal.aborted) throw new Interrupted()
    if (waits >= MAX_WAITS) throw new Hold(`the server put the same request off ${waits} times (${request.reason})`)
    if (await decide(conversation, request, context)) return {kind: 'taken'}
    deliveries.sendAgain(request.id, timing.now())
  }
}

/** True when the request counts as stored; false when the same bytes are to be sent again. */
async function decide(
  conversation: StoredConversation,
  request: StoredRequest,
  context: DeliveryContext,
): Promise<boolean> {
  const {store, options, timing, signal} = context
  const found = await lookUp(conversation, request, context)
  if (found.kind === 'stored') {
    store.deliveries.accept(request.id, null, timing.now())
    context.progressed({sent: request.messages, requests: 1})
    return true
  }
  if (signal.aborted) throw new Interrupted()
  if (found.kind === 'absent' || options.onUnknown === 'resend') return false
  if (options.onUnknown === 'skip') {
    store.deliveries.setRequest(request.id, 'abandoned', request.cause, request.reason)
    return true
  }
  throw new Hold(`${request.messages} messages may or may not be stored (${request.cause}); ${found.why}`)
}

function markUnknown(request: StoredRequest, cause: string, reason: string, {store}: DeliveryContext): StoredRequest {
  store.deliveries.setRequest(request.id, 'unknown', cause, reason)
  return {...request, state: 'unknown', cause, reason}
}

async function wait(ms: number, why: string, {timing, signal, emit}: DeliveryContext): Promise<void> {
  if (ms >= 1000) emit({type: 'waiting', seconds: Math.round(ms / 1000), why})
  await timing.sleep(ms, signal)
}

function unreachable(reason: string): EverportError {
  return new EverportError('TARGET_UNREACHABLE', `The server cannot be reached: ${reason}.`, {
    hints: [
      'Check the address (--base-url or EVEROS_BASE_URL) and the network.',
      'everport resume   continues where this run stopped.',
    ],
  })
}

function refused(status: number, reason: string): EverportError {
  const said = reason === '' ? '' : ` and says: ${reason}`
  if (status === 401) {
    return new EverportError('TARGET_REFUSED', `The server answers 401, it does not know the key${said}.`, {
      hints: ['Check EVEROS_API_KEY: is it complete, and a key of this server?'],
    })
  }
  if (status === 403) {
    return new EverportError('TARGET_REFUSED', `The server answers 403 to the first request${said}.`, {
      hints: ['An account is for API v1 or v2: try the other one with --api.', 'Check that the key may write.'],
    })
  }
  return new EverportError('TARGET_REFUSED', `The server answers ${status}${said}.`, {
    hints: ['Check the address (--base-url or EVEROS_BASE_URL) and the API version (--api).'],
  })
}
