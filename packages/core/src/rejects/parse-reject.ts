import {z} from 'zod'
import {parseInstant} from '../config/instant.js'
import {problemSentence} from '../config/problem-sentence.js'
import type {Place} from '../model/record.js'

const id = z.string().min(1)

/** What is read of a line; whatever else stands there is nobody's business. */
const Line = z.looseObject({
  run: id.optional(),
  place: z.looseObject({file: z.string(), line: z.number().optional(), record: z.number().optional()}).optional(),
  conversation: z.looseObject({id}).optional(),
  message: z
    .looseObject({
      id,
      sender: id,
      name: id,
      role: z.enum(['user', 'assistant']),
      time: z.unknown(),
      text: z.string(),
    })
    .optional(),
})

/** A message of a file of rejects, as it will be sent. */
export interface CorrectedMessage {
  conversation: string
  id: string
  sender: string
  name: string
  role: 'user' | 'assistant'
  /** Unix ms; NaN for what is no time. */
  at: number
  text: string
}

/** `message`: to be sent. `unread`: nothing but that something could not be read, where `place` is. `problem`: a clause on what is wrong. */
export type ParsedReject =
  | {kind: 'message'; message: CorrectedMessage}
  | {kind: 'unread'; place: Place | undefined}
  | {kind: 'problem'; problem: string}

/** The run that a line of a file of rejects was left out of, or undefined. */
export function runOfReject(value: unknown): string | undefined {
  return z.looseObject({run: id}).safeParse(value).data?.run
}

export function parseReject(value: unknown): ParsedReject {
  const {data, error} = Line.safeParse(value)
  if (error) {
    const [issue] = error.issues
    const at = issue!.path.join('.')
    return {kind: 'problem', problem: `${at === '' ? '' : `${at} `}${problemSentence(issue!)}`}
  }
  const {conversation, message, place} = data
  if (!message) return {kind: 'unread', place: place as Place | undefined}
  if (!conversation) return {kind: 'problem', problem: 'conversation.id is missing: it says where the message goes'}
  const {sender, name, role, text, time} = message
  return {
    kind: 'message',
    message: {conversation: conversation.id, id: message.id, sender, name, role, at: timeOf(time), text},
  }
}

function timeOf(time: unknown): number {
  if (typeof time === 'number') return time
  return (typeof time === 'string' ? parseInstant(time.trim()) : undefined) ?? Number.NaN
}
