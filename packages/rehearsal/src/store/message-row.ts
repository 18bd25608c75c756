import type {Role} from '../check/incoming-message.js'

export interface NewMessage {
  /** Position in its request's messages. */
  idx: number
  messageId: string
  senderId: string
  senderName: string | null
  role: Role
  /** Unix ms. */
  at: number
  /** The text, or content items as JSON. */
  content: string
  isItems: boolean
  /** JSON. */
  toolCalls: string | null
  toolCallId: string | null
  tokens: number
  /** Whether it has no text. */
  isBlank?: boolean
}

export interface MessageRow extends Omit<NewMessage, 'isItems' | 'isBlank'> {
  conversation: number
  /** Position in its conversation, by arrival, from 1. */
  seq: number
  request: number
  receivedAt: number
  /** `content` is JSON: items, or a text with a NUL in it, which the driver would cut there. */
  isJson: 0 | 1
  state: number
  cell: number | null
}

/** What deciding on boundaries needs of a message. */
export interface Outline {
  seq: number
  at: number
  role: string
  senderId: string
  tokens: number
  /** A call of a tool, or its result. */
  isTool: boolean
  isBlank: boolean
}

/** A stretch of buffered rows. */
export interface Span {
  messages: number
  firstSeq: number
  lastSeq: number
  firstAt: number
  lastAt: number
  /** Distinct senders with the role user, in order of appearance. */
  users: string[]
}

export const INSERTED =
  'conversation, seq, request, idx, received_at, message_id, sender_id, sender_name, role, at, content, items, tool_calls, tool_call_id, tokens, blank, state'

export const SELECT_MESSAGE =
  'SELECT conversation, seq, request, idx, received_at AS receivedAt, message_id AS messageId, sender_id AS senderId, sender_name AS senderName, role, at, iif(items = 2, json_quote(content), content) AS content, items > 0 AS isJson, tool_calls AS toolCalls, tool_call_id AS toolCallId, tokens, state, cell FROM message'
