import type {StoredConversation} from '../store/conversations.js'
import type {StoredRequest, StoredSlice} from '../store/deliveries.js'
import type {OutgoingMessage} from '../store/messages.js'
import type {Answer} from '../target/answer.js'
import {bodyHash, type EncodedAdd} from '../target/target.js'
import {ask} from './ask.js'
import type {DeliveryContext} from './context.js'
import {decide} from './decide.js'
import {type RefusalKind, refusalKind} from './refusal.js'
import {Hold, Interrupted, Stop} from './stops.js'
import {asksToWait, refused, unreachable} from './target-errors.js'

/** Attempts to reach a server before the run gives up: about half a minute with backoff. */
const MAX_UNREACHED = 8
/** Attempts at one request that the server keeps putting off: about ten minutes. */
const MAX_WAITS = 30
/** Times that a single message is sent again after a 403. */
const MAX_ALONE = 2
/** Attempts at one request whose answer is lost each time, though the server stores nothing. */
const MAX_LOST = 8

/**
 * `taken`: stored, or to be taken for stored. `gone`: refused for good, nothing of it was stored. `outdated`: nothing of it was
 * stored, and it is not made any more as it was.
 */
export type Sent =
  | {kind: 'taken'}
  | {kind: 'gone'; why: Exclude<RefusalKind, 'stop' | 'wait'>; reason: string}
  | {kind: 'outdated'}

/** A request that has left, and what came of it. Times by `Timing.elapsed`. */
interface Departure {
  request: StoredRequest
  answer: Answer
  left: number
  took: number
}

/** Sends messages as one new request: its composition is frozen and committed before the first byte leaves. */
export function sendNew(
  conversation: StoredConversation,
  slice: StoredSlice,
  messages: readonly OutgoingMessage[],
  context: DeliveryContext,
): Promise<Sent> {
  const {store, target} = context
  const encoded = target.encode(conversation, messages)
  const freeze = (sent_at: number) =>
    store.deliveries.freeze({
      run: slice.run,
      conversation: conversation.id,
      slice: slice.id,
      first: messages[0]!.seq,
      last: messages.at(-1)!.seq,
      messages: messages.length,
      body_hash: bodyHash(encoded),
      sent_at,
    })
  return attempt(conversation, encoded, {leave: freeze, inDoubt: false}, context)
}

/** Settles a request whose fate was unknown when an earlier run, or an earlier look at the conversation, ended. */
export async function settleUnknown(
  conversation: StoredConversation,
  request: StoredRequest,
  context: DeliveryContext,
): Promise<Sent> {
  const {store, target, began} = context
  const messages = store.messages.range(conversation.id, request.first, request.last, request.messages)
  const encoded = target.encode(conversation, messages)
  const isSame = bodyHash(encoded) === request.body_hash
  const fate = await decide(conversation, request, {left: began, isSame}, context)
  if (fate === 'stored') return {kind: 'taken'}
  if (!isSame) return {kind: 'outdated'}
  const leave = (sentAt: number) => store.deliveries.sendAgain(request.id, sentAt)
  return attempt(conversation, encoded, {leave, inDoubt: fate === 'unproven'}, context)
}

/**
 * `leave` commits that the request is leaving; it is called shortly before it does. `inDoubt`: the same bytes were sent before and may be
 * stored: then no refusal says that they are not.
 */
async function attempt(
  conversation: StoredConversation,
  encoded: EncodedAdd,
  start: {leave: (sentAt: number) => StoredRequest; inDoubt: boolean},
  context: DeliveryContext,
): Promise<Sent> {
  const {store, target, pace, timing, signal} = context
  const {deliveries} = store
  let {leave, inDoubt} = start
  let unreached = 0
  let waits = 0
  let lost = 0
  for (;;) {
    const departure = await depart(encoded, {leave, inDoubt}, context)
    const {answer, left} = departure
    let {request} = departure
    const {id} = request
    leave = (sentAt) => deliveries.sendAgain(id, sentAt)

    if (answer.kind === 'ok') {
      const task = target.taskOf(answer)
      deliveries.accept(id, task ?? null, timing.now())
      context.accepted.set(id, timing.elapsed())
      pace.succeeded(departure.took, request.messages)
      if (task === undefined) pace.hasWorkedOff = true
      context.progressed({sent: request.messages, requests: 1, settling: task === undefined ? 0 : 1})
      return {kind: 'taken'}
    }

    if (answer.kind === 'not-sent') {
      unreached += 1
      giveUp(request, inDoubt, 'not-sent', answer.reason, context)
      if (signal.aborted) throw new Interrupted()
      // With nothing ever answered, a wrong address is likelier than a hiccup: say so soon.
      if (unreached >= (pace.successes > 0 ? MAX_UNREACHED : 3)) throw new Stop(unreachable(answer.reason))
      await wait(pace.backoff(unreached, undefined), `cannot reach the server (${answer.reason})`, context)
      continue
    }

    if (answer.kind === 'refused') {
      const cause = `status ${answer.status}`
      let kind = refusalKind(answer, pace.successes > 0)
      // Something in front of the API may refuse the first long request of all: an account that may not write may not read either.
      if (answer.status === 403 && kind === 'stop' && request.messages > 1)
        kind = (await mayNotRead(conversation, request, context)) ? 'stop' : 'shrink'
      // Where a single message is refused, the account may be at fault by now, or the moment.
      if (answer.status === 403 && kind === 'shrink' && request.messages === 1) {
        if (await mayNotRead(conversation, request, context)) kind = 'stop'
        else if (waits < MAX_ALONE) kind = 'wait'
      }
      if (kind === 'stop') {
        giveUp(request, inDoubt, cause, answer.reason, context)
        throw new Stop(refused(answer, pace.successes === 0))
      }
      if (kind !== 'wait') {
        const gone = {kind: 'gone', why: kind, reason: `${answer.status}: ${answer.reason}`} as const
        if (!inDoubt) {
          deliveries.setRequest(id, 'refused', cause, answer.reason)
          return gone
        }
        request = markUnknown(request, cause, answer.reason, context)
        const fate = await decide(conversation, request, {left, isSame: false}, context)
        return fate === 'stored' ? {kind: 'taken'} : gone
      }
      request = markUnknown(request, cause, answer.reason, context)
      waits += 1
      if (pace.isTooLong(answer)) throw new Stop(asksToWait(answer))
      await wait(pace.backoff(waits, answer.retryAfterMs), `the server answered ${answer.status}`, context)
    } else {
      request = markUnknown(request, answer.cause, answer.reason, context)
      lost += 1
    }

    if (signal.aborted) throw new Interrupted()
    const fate = await decide(conversation, request, {left, isSame: true}, context)
    if (fate === 'stored') return {kind: 'taken'}
    inDoubt = fate === 'unproven'
    if (waits >= MAX_WAITS) throw new Hold(`the server put the same request off ${waits} times (${request.reason})`)
    if (lost >= MAX_LOST) throw new Hold(`the server did not answer the same request ${lost} times (${request.reason})`)
  }
}

/**
 * Sends once. It may be long before a request's turn comes: what is measured is when it really leaves. It is committed when few are before it,
 * and the disk works while the server does; whether one that was committed has left is known here, but not after a crash.
 */
async function depart(
  encoded: EncodedAdd,
  {leave, inDoubt}: {leave: (sentAt: number) => StoredRequest; inDoubt: boolean},
  context: DeliveryContext,
): Promise<Departure> {
  const {pace, queue, signal, store, target, timing} = context
  let request: StoredRequest | undefined
  const prepare = async () => {
    if (signal.aborted) throw new Interrupted()
    request = leave(timing.now())
    await store.durable()
  }
  const send = async () => {
    const left = timing.elapsed()
    const answer = await target.add(encoded)
    pace.heed(answer)
    // Told before another is chosen to leave.
    if (answer.kind === 'ok') queue.left -= request!.messages
    return {request: request!, answer, left, took: timing.elapsed() - left}
  }
  try {
    return await pace.call(queue, signal, send, prepare)
  } catch (error) {
    if (error instanceof Interrupted && request !== undefined)
      giveUp(request, inDoubt, 'not-sent', 'stopped before it left', context)
    throw error
  }
}

function markUnknown(request: StoredRequest, cause: string, reason: string, {store}: DeliveryContext): StoredRequest {
  store.deliveries.setRequest(request.id, 'unknown', cause, reason)
  return {...request, state: 'unknown', cause, reason}
}

async function mayNotRead(
  conversation: StoredConversation,
  {first, last}: StoredRequest,
  context: DeliveryContext,
): Promise<boolean> {
  const senders = context.store.messages.senders(conversation.id, first, last)
  const pending = await ask(() => context.target.pending(conversation, senders), context)
  return pending?.kind === 'unasked' && pending.answer.kind === 'refused' && pending.answer.status === 403
}

/** This attempt stored nothing. Of an earlier one nobody knows when it is in doubt. */
function giveUp(
  request: StoredRequest,
  inDoubt: boolean,
  cause: string,
  reason: string,
  {store}: DeliveryContext,
): void {
  if (inDoubt) store.deliveries.setRequest(request.id, 'unknown', request.cause, reason)
  else store.deliveries.setRequest(request.id, 'refused', cause, reason)
}

async function wait(ms: number, why: string, {timing, signal, emit}: DeliveryContext): Promise<void> {
  if (ms >= 1000) emit({type: 'waiting', seconds: Math.round(ms / 1000), why})
  await timing.sleep(ms, signal)
}
