import {createHash} from 'node:crypto'
import {Refusal} from '../check/refusal.js'

// Source of all of this: CORE api_specs/id_generator.py.
const GENERATED = 'gen_'

/** The session of a personal message sent without one. */
export const DEFAULT_SESSION = '-1'

export function soloGroupId(userId: string): string {
  return `gen_solo_${digest(userId)}`
}

/** Two messages of one user or group with the same millisecond share it. */
export function generatedMessageId(contextId: string, at: number): string {
  return `gen_msg_${digest(`${contextId}_${at}`)}`
}

export function assistantSenderId(userId: string): string {
  return `gen_sdr_${digest(userId)}`
}

function digest(text: string): string {
  return createHash('md5').update(text).digest('hex').slice(0, 12)
}

export function refuseReserved(field: 'group_id' | 'message_id' | 'sender_id', value: string): void {
  if (!value.startsWith(GENERATED)) return
  throw new Refusal(
    422,
    `${field} must not start with reserved prefix '${GENERATED}'. IDs starting with '${GENERATED}' are reserved for system-generated values.`,
  )
}

export function refuseReservedSession(value: string): void {
  if (value !== DEFAULT_SESSION) return
  throw new Refusal(
    422,
    `session_id must not be '${value}'. This value is reserved for system use when session isolation is not applicable.`,
  )
}
