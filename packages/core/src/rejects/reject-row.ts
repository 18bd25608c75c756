import type {Place} from '../model/record.js'

/**
 * A line of a file of rejects: what did not arrive, where it stands, and why.
 *
 * ```json
 * {"run":"r1","reason":"rejected","answer":{"status":422,"message":"messages -> 0 -> content: too long"},"place":{"file":"general/2024-03-01.json","record":4},
 *  "conversation":{"id":"garden-C1","name":"general"},"message":{"id":"1709294400.000100","sender":"garden-U1","name":"Ann","role":"user","time":"2024-03-01T12:00:00.000Z","text":"…"}}
 * {"run":"r1","reason":"bad-time","place":{"file":"chat.csv","line":17},"excerpt":"room,ann,yesterday,hello"}
 * ```
 */
export interface RejectRow {
  /** The run that it was left out of; absent where nothing was sent. */
  run?: string
  /** `rejected` by the server, or the reason for which it was skipped. */
  reason: string
  /** What the server said to it. */
  answer?: {status: number; message: string}
  /** How many messages it stands for, when more than one. */
  count?: number
  /** Where it stands in the export. */
  place?: Place
  /** Group or session id, as it is sent. */
  conversation?: {id: string; name: string}
  /** As it is sent. Absent where nothing is known but that there was one. */
  message?: RejectMessage
  /** The beginning of what stands there, when it could not be read. */
  excerpt?: string
}

export interface RejectMessage {
  /** The platform's own id. */
  id: string
  /** The sender's id and name, as they are sent. */
  sender: string
  name: string
  role: 'user' | 'assistant'
  /** ISO, UTC; null when it has none that can be read. */
  time: string | null
  text: string
}

/** ISO, or null for what is no time. */
export function isoTime(at: number | null): string | null {
  // Beyond this there are no dates.
  return at === null || !(Math.abs(at) <= 8.64e15) ? null : new Date(at).toISOString()
}
