import {createHash} from 'node:crypto'
import type {StoredConversation} from '../store/conversations.js'
import type {OutgoingMessage} from '../store/messages.js'
import type {Answer, Failure} from './answer.js'
import type {SliceLimits} from './slice-limits.js'

export type TargetConversation = Pick<StoredConversation, 'target' | 'kind' | 'owner' | 'name' | 'topic'>

/** The bytes of one add, made from the store alone: made again they are the same. */
export interface EncodedAdd {
  path: string
  body: Buffer
}

/** By this a request made again is known to be the same, bytes and address. */
export function bodyHash({path, body}: EncodedAdd): string {
  return createHash('sha256').update(path).update('\n').update(body).digest('hex')
}

/** What the server holds of some messages. */
export type ReadBack =
  /** All of them are there. */
  | {kind: 'stored'}
  /** None of them is there, and nothing suggests that they were there and already became memories. */
  | {kind: 'absent'}
  /** The server cannot tell. */
  | {kind: 'unsure'; why: string}
  | Unasked

/** The server could not be asked: it may tell when it is asked again. */
export interface Unasked {
  kind: 'unasked'
  answer: Failure
}

/** A 200 that does not hold what was asked for. */
export const NOT_TOLD: Failure = {kind: 'lost', cause: 'foreign', reason: 'the answer does not hold what was asked for'}

/** How many messages wait, or why that is not known; undefined when the server never tells. */
export type Pending = {kind: 'told'; count: number} | Unasked | undefined

export type TaskState = {kind: 'processing' | 'success' | 'failed' | 'gone'} | Unasked

/**
 * A memory service that messages are delivered to. Calls never throw for what a server or a network can do: they answer
 * with an `Answer`. They neither retry nor wait; delivery does.
 */
export interface Target {
  /** For people: `EverOS Cloud v1`. */
  readonly name: string
  /** Messages in one add when the user does not say. */
  readonly defaultMessages: number
  /** The most that the API takes. */
  readonly maxMessages: number
  /** Where slices end: before the server would cut a conversation blindly. */
  readonly slices: SliceLimits
  /** Sending the same bytes again while they wait for extraction changes nothing, so nothing need be proven first. */
  readonly resendIsHarmless: boolean
  /**
   * How long an add may be at work when nothing was heard of it: so many ms, and after a time limit ran out at least so many
   * times that limit.
   */
  readonly stillAtWork: {ms: number; timeLimits: number}
  /** What is sent is stored by and by, from a queue that nobody can look into. */
  readonly queues: boolean
  encode(conversation: TargetConversation, messages: readonly OutgoingMessage[]): EncodedAdd
  add(encoded: EncodedAdd): Promise<Answer>
  /** The id to ask `task` for after an accepted add; `''` when it is queued without one, undefined when the answer itself is the receipt. */
  taskOf(answer: Extract<Answer, {kind: 'ok'}>): string | undefined
  task(id: string): Promise<TaskState>
  flush(conversation: TargetConversation): Promise<Answer>
  /** Messages of the conversation that wait for extraction. `senders`: those whose messages may wait. */
  pending(conversation: TargetConversation, senders: readonly string[]): Promise<Pending>
  readBack(conversation: TargetConversation, messages: readonly OutgoingMessage[]): Promise<ReadBack>
  /** Tells the server the conversation's name where the API has a place for it. */
  introduce?(conversation: TargetConversation): Promise<Answer>
  /** Memories made of the conversation, oldest first; undefined when the server cannot tell. On v2 they are each user's own. Pages count from 1. */
  memories(conversation: TargetConversation, user: string, page: number): Promise<MemoryPage | undefined>
  /** How many memories of the conversation a search for `words` finds; undefined when the server cannot tell. */
  recall(conversation: TargetConversation, user: string, words: string): Promise<number | undefined>
  /** Deletes everything that the server holds of the conversation. Absent where the API cannot delete. */
  forget?(conversation: TargetConversation): Promise<Answer>
  /** From now on every call to the server waits for `leave` before it leaves: a look at what is stored may take several. */
  pace(leave: () => Promise<void>): void
  close(): Promise<void>
}

export interface MemoryPage {
  total: number
  /** Unix ms of each memory on this page; NaN where the server gives no time. */
  times: number[]
}

/** Memories on one page: what every API allows. */
export const MEMORY_PAGE = 100
