export type Role = 'user' | 'assistant' | 'tool'

/** A message after its API's checks, on its way into the store. */
export interface IncomingMessage {
  /** Undefined when the API has no such field, or strips it: the server makes one. */
  messageId?: string | undefined
  senderId: string
  senderName?: string | undefined
  role: Role
  /** As sent: Unix milliseconds, unless the client got it wrong. */
  at: number
  /** A string as sent, or content items. */
  content: string | readonly unknown[]
  toolCalls?: readonly unknown[] | undefined
  toolCallId?: string | undefined
}
