import type {DeliveryContext} from './context.js'

/** A server that answered, or finished a task, is done with a request; queues and replicas still lag, and searches by seconds (docs/everos.md 2.1). */
export const LAG = 5000
const LAG_WHEN_PUT_OFF = 2000
/** A process that died may have left a request that hangs. Longer than this is not waited for: most do not. */
const MOST_AFTER_DEATH = 30_000
/** Longer than an add and its extraction are known to take (docs/everos.md 5), and not so long that people give up. */
const UNKNOWN_QUEUE = 30_000

/**
 * How long a call may be at work after it left, ms. A server that did not answer may still be at it, one that answered is not. `cause`: as
 * in `StoredRequest`.
 */
export function quietTime(cause: string | null, context: DeliveryContext): number {
  const {pace, target} = context
  const wasAnswered = cause?.startsWith('status') && cause !== 'status 504'
  if (target.resendIsHarmless && (wasAnswered || cause === 'task failed')) return 0
  // Until something has come out of a queue, nobody knows how long it is. A request that was put off is in none.
  const isUnknownQueue = target.queues && !pace.hasWorkedOff && !wasPutOff(cause)
  return Math.max(leastQuiet(cause, context), pace.slowest * 3, isUnknownQueue ? UNKNOWN_QUEUE : 0)
}

function leastQuiet(cause: string | null, {options, target}: DeliveryContext): number {
  const {ms, timeLimits} = target.stillAtWork
  const hung = options.timeoutMs * timeLimits
  if (cause === 'timeout' || cause === 'status 504') return Math.max(ms, hung)
  if (cause === 'killed' && !target.resendIsHarmless) return Math.max(ms, Math.min(hung, MOST_AFTER_DEATH))
  if (!cause?.startsWith('status') && cause !== 'task failed') return ms
  return wasPutOff(cause) ? LAG_WHEN_PUT_OFF : LAG
}

/** The server had too much to do. */
export function wasPutOff(cause: string | null): boolean {
  return cause === 'status 429' || cause === 'status 503'
}
