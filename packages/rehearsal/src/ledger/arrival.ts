import {messageText} from '../check/message-text.js'
import type {Conversation} from '../store/conversations.js'
import type {Violation} from '../store/journal.js'
import type {World} from '../world.js'

/** Below this a number of milliseconds is a number of seconds to EverOS: 2001-09-09T01:46:40Z (docs/everos.md 2.6). */
export const FIRST_MILLISECOND = 1_000_000_000_000

interface Arrival {
  /** As stored, in ms. */
  at: number
  /** As sent, where the server took it for something else. */
  sentAt?: number
  content: string | readonly unknown[]
}

/** Looks at messages that were just stored, in order of arrival, and moves the conversation's clock. */
export function recordArrival(
  world: World,
  conversation: Conversation,
  request: number,
  messages: readonly Arrival[],
): void {
  let late = 0
  let firstLate = ''
  let seconds = 0
  let empty = 0
  messages.forEach(({at, sentAt = at, content}, index) => {
    const {lastAt} = conversation
    if (lastAt !== null && at <= lastAt) {
      if (late === 0) firstLate = `messages[${index}] has ${at}, after ${lastAt}`
      late += 1
    } else conversation.lastAt = at
    if (sentAt < FIRST_MILLISECOND) seconds += 1
    if (content.length === 0 || (typeof content !== 'string' && messageText(content) === '')) empty += 1
  })
  const report = (kind: Violation['kind'], count: number, detail: string) => {
    if (count > 0) world.report({kind, conversation: conversation.key, request, messages: count, detail})
  }
  report('timestamp-order', late, `timestamps must strictly increase: ${firstLate}`)
  report('seconds-timestamp', seconds, 'timestamps before 2001-09-09T01:46:40Z are read as seconds')
  report('empty-content', empty, 'messages without text')
}
