import type {Conversation} from '../store/conversations.js'
import type {MessageRow, NewMessage} from '../store/message-row.js'
import type {World} from '../world.js'

/**
 * Merges rows into a session's buffer: an id that is buffered already wins, silently (OSS10 _boundary.py:419-427). The same message
 * sent again is harmless so; another message with the same id (same millisecond, same position in its request) is lost. Gives what
 * was stored.
 */
export function mergeBuffered(
  world: World,
  conversation: Conversation,
  request: number,
  now: number,
  rows: readonly NewMessage[],
): readonly NewMessage[] {
  const {messages} = world.store
  const held = mayCollide(conversation, rows)
    ? messages.bufferedById(conversation, new Set(rows.map((row) => row.messageId)))
    : new Map<string, MessageRow>()
  const stored = held.size === 0 ? rows : rows.filter((row) => !held.has(row.messageId))
  messages.append(conversation, {request, now, state: 'buffered'}, stored)
  if (held.size > 0) reportLost(world, conversation, request, rows, held)
  return stored
}

/** Ids carry their timestamp: what is later than everything so far cannot be there already. */
function mayCollide({lastAt}: Conversation, rows: readonly NewMessage[]): boolean {
  return lastAt !== null && rows.some(({at}) => at <= lastAt)
}

function reportLost(
  world: World,
  conversation: Conversation,
  request: number,
  rows: readonly NewMessage[],
  held: ReadonlyMap<string, MessageRow>,
): void {
  const lost = rows.filter((row) => {
    const winner = held.get(row.messageId)
    return winner !== undefined && !isSame(row, winner)
  })
  conversation.merged += held.size - lost.length
  const [first] = lost
  if (first === undefined) return
  world.report({
    kind: 'lost',
    conversation: conversation.key,
    request,
    messages: lost.length,
    detail: `messages[${first.idx}] has the id ${first.messageId} of another message in the buffer`,
  })
}

function isSame(row: NewMessage, held: MessageRow): boolean {
  const content = held.isJson === 1 && !row.isItems ? JSON.parse(held.content) : held.content
  return row.senderId === held.senderId && row.role === held.role && row.content === content
}
