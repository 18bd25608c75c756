import {setMaxListeners} from 'node:events'
import type {DeliveryOptions} from '../config/import-options.js'
import type {RunEvent, SendProgress} from '../run/events.js'
import type {OpenConversation} from '../store/conversations.js'
import type {Store} from '../store/store.js'
import type {Target} from '../target/target.js'
import type {SharedContext} from './context.js'
import {deliverConversation} from './deliver-conversation.js'
import {Pace} from './pace.js'
import {MISSES, Sight} from './sight.js'
import {Hold, Interrupted, Stop} from './stops.js'
import type {Timing} from './timing.js'

/** Conversations at work at once for each request in flight: while one waits for a task another sends. */
const AHEAD = 4
const EMIT_EVERY = 100

export interface DeliveryRequest {
  store: Store
  target: Target
  destination: number
  /** Only the conversations that this run has something to send to; default: all. */
  run?: number
  options: DeliveryOptions
  /** What remains at the start, for progress. */
  todo: Pick<SendProgress, 'total' | 'totalRequests' | 'totalFlushes'>
  timing: Timing
  signal: AbortSignal
  emit(event: RunEvent): void
}

/**
 * Delivers everything that is open at one destination: conversations side by side, one request in flight in each.
 * Returns when nothing more can be done; what stopped is in the store (`held`).
 * @throws EverportError `TARGET_REFUSED`, `TARGET_UNREACHABLE` when nothing at all can be sent.
 */
export async function deliver({
  store,
  target,
  destination,
  run,
  options,
  todo,
  timing,
  signal,
  emit,
}: DeliveryRequest): Promise<void> {
  const stop = new AbortController()
  const ends = AbortSignal.any([signal, stop.signal])
  // Every waiting conversation listens to it; the usual warning at eleven listeners is about leaks.
  setMaxListeners(0, ends)
  const timeoutMs = options.timeout * 1000
  const pace = new Pace(
    {
      concurrency: options.concurrency,
      messages: Math.min(options.maxMessages ?? target.defaultMessages, target.maxMessages),
      timeoutMs,
    },
    timing,
    emit,
  )
  target.pace(() => pace.leave(ends))
  const progress: SendProgress = {
    sent: 0,
    requests: 0,
    flushes: 0,
    settling: 0,
    inFlight: 0,
    ...todo,
    since: timing.now(),
  }
  let emitted = Number.NEGATIVE_INFINITY
  const context: SharedContext = {
    store,
    target,
    pace,
    timing,
    sight: new Sight(store.runs.destinationOf({destination}).shows, (shows) => store.runs.setShows(destination, shows)),
    // What is sent alone was refused before, from among others that were taken.
    doubtful: run === undefined,
    began: timing.elapsed(),
    accepted: new Map(),
    options: {...options, timeoutMs},
    signal: ends,
    emit,
    progressed({sent = 0, requests = 0, flushes = 0, settling = 0}) {
      progress.sent += sent
      progress.requests += requests
      progress.flushes += flushes
      progress.settling = Math.max(0, progress.settling + settling)
      if (timing.elapsed() - emitted >= EMIT_EVERY) show()
    },
  }
  const show = () => {
    emitted = timing.elapsed()
    emit({type: 'sending', progress: {...progress, inFlight: pace.inFlight}})
  }
  const onAbort = () => emit({type: 'stopping', inFlight: pace.inFlight})
  signal.addEventListener('abort', onAbort, {once: true})
  show()

  let failure: unknown
  let held = 0
  try {
    await pass()
    // What could not be told while others were at work may be plain once all is flushed.
    if (held > 0 && !ends.aborted) {
      store.conversations.releaseAll(destination, run)
      await pass()
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    await store.durable()
    show()
  }
  if (failure instanceof Stop) throw failure.error
  if (failure !== undefined) throw failure

  async function pass(): Promise<void> {
    const ids = store.conversations.open(destination, run)
    const most = options.concurrency * AHEAD
    const begin = async (id: number) => {
      if (!ends.aborted) await one(store.conversations.getOpen(id), false)
    }
    // Finding out what the server shows may take seconds: the shortest do it, first of all and side by side, and nobody waits for them.
    const scouts = context.sight.isOpen ? ids.splice(-MISSES) : []
    const scouting = Promise.all(scouts.map((id) => one(store.conversations.getOpen(id), true)))
    // The last ones begin together: a few that begin when all others are done would leave the server idle.
    const last = ids.splice(Math.max(0, ids.length - most))
    let rest: Promise<unknown> | undefined
    const ahead = ids.values()
    const work = async () => {
      for (const id of ahead) await begin(id)
      rest ??= Promise.all(last.map(begin))
      await rest
    }
    await Promise.all([scouting, ...Array.from({length: most}, work)])
  }

  async function one(conversation: OpenConversation, isScout: boolean): Promise<void> {
    if (isScout) context.sight.scoutBegins()
    try {
      const left = isScout ? Number.POSITIVE_INFINITY : conversation.left
      await deliverConversation(conversation, {...context, isScout, queue: {left}})
    } catch (error) {
      if (error instanceof Interrupted) return
      if (error instanceof Hold) {
        held += 1
        store.conversations.hold(conversation.id, error.message)
        emit({type: 'held', conversation: conversation.target, name: conversation.name, why: error.message})
        return
      }
      // The first failure is told; what is in flight elsewhere is let finish.
      failure ??= error
      stop.abort()
    } finally {
      if (isScout) context.sight.scoutEnds()
    }
  }
}
