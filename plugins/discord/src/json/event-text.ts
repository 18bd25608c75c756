import {cleanText} from '../clean-text.js'
import {parseTimestamp} from '../message-time.js'
import {messageTypeNumber} from '../message-type.js'
import type {RawMessage} from '../raw.js'

// What DiscordChatExporter writes; imitators leave the text empty.
const TEXTS: Record<number, string> = {
  1: 'Added a recipient.',
  2: 'Removed a recipient.',
  4: 'Changed the channel name.',
  5: 'Changed the channel icon.',
  6: 'Pinned a message.',
  7: 'Joined the server.',
  8: 'Boosted the server.',
  18: 'Started a thread.',
}

/** The text of a line that Discord made itself; empty when neither the export nor the type tells. */
export function eventText(raw: RawMessage): string {
  const type = messageTypeNumber(raw.type) ?? -1
  if (type === 3) return callText(raw)
  return cleanText(raw.content) || (TEXTS[type] ?? '')
}

function callText(raw: RawMessage): string {
  const start = parseTimestamp(raw.timestamp)
  const end = parseTimestamp(raw.callEndedTimestamp)
  if (start === undefined || end === undefined) return 'call'
  return `call, ${Math.max(0, Math.floor((end.at - start.at) / 60_000))} min`
}
