import type {Refused} from '../target/answer.js'

/**
 * What a refusal asks for. `stop`: key, account or address are wrong. `wait`: too much load, or the server fell over; it may
 * still have taken the request, so it is looked up before it is sent again. `shrink`: the request is too large. `content`:
 * a message in it is at fault.
 */
export type RefusalKind = 'stop' | 'wait' | 'shrink' | 'content'

/** `proven`: some request of this run was accepted, so the key and the path are right. */
export function refusalKind({status}: Refused, proven: boolean): RefusalKind {
  if (status === 413) return 'shrink'
  // A size or content gate in front of the API answers 403 to long batches (docs/everos.md 1.5); at the very first call it is the account.
  if (status === 403) return proven ? 'shrink' : 'stop'
  if (status === 400 || status === 415 || status === 422) return 'content'
  if (status === 408 || status === 409 || status === 425 || status === 429 || status >= 500) return 'wait'
  return 'stop'
}

/** Index of the message that a validation error names (`messages -> 3 -> content: …`, `… : messages.3.content`), or undefined. */
export function messageAtFault(reason: string, count: number): number | undefined {
  const found = /messages\s*(?:->|\.|\[|,)\s*['"]?(\d+)/i.exec(reason)
  if (!found) return undefined
  const index = Number(found[1])
  return index < count ? index : undefined
}
