import type {DeliveryContext} from './context.js'

/** A server that answered, or finished a task, is done with a request; queues and replicas still lag, and searches by seconds (docs/everos.md 2.1). */
export const LAG = 5000
const LAG_WHEN_PUT_OFF = 2000
/** A process that died may have left a request that hangs. Longer than this is not waited for: most do not. */
const MOST_AFTER_DEATH = 30_000

/**
 * How long a call may be at work after it left, ms. A server that did not answer may still be at it, one that answered is not. `cause`: as
 * in `StoredRequest`.
 */
export function quietTime(cause: string | null, {pace, options, target}: DeliveryContext): number {
  const {ms, timeLimits} = target.stillAtWork
  const hung = options.timeoutMs * timeLimits
  if (cause === 'timeout' || cause === 'status 504') return Math.max(ms, hung, pace.slowest * 3)
  if (cause === 'killed' && !target.resendIsHarmless)
    return Math.max(ms, Math.min(hung, MOST_AFTER_DEATH), pace.slowest * 3)
  if (!cause?.startsWith('status') && cause !== 'task failed') return Math.max(ms, pace.slowest * 3)
  if (target.resendIsHarmless) return 0
  return Math.max(wasPutOff(cause) ? LAG_WHEN_PUT_OFF : LAG, pace.slowest * 3)
}

/** The server had too much to do. */
export function wasPutOff(cause: string | null): boolean {
  return cause === 'status 429' || cause === 'status 503'
}
