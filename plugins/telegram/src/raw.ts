/**
 * What stands in a `result.json`. Nothing is trusted: people re-serialise and trim these files, so every field is looked at
 * before it is used. Format: the export writer of Telegram Desktop, `export_output_json.cpp`.
 */
export interface RawMessage {
  id?: unknown
  type?: unknown
  date?: unknown
  date_unixtime?: unknown
  edited?: unknown
  edited_unixtime?: unknown
  from?: unknown
  from_id?: unknown
  author?: unknown
  forwarded_from?: unknown
  forwarded_from_id?: unknown
  reply_to_message_id?: unknown
  reply_to_peer_id?: unknown
  text?: unknown
  rich_message?: unknown
  photo?: unknown
  file?: unknown
  file_name?: unknown
  media_type?: unknown
  sticker_emoji?: unknown
  performer?: unknown
  title?: unknown
  duration_seconds?: unknown
  self_destruct_period_seconds?: unknown
  contact_information?: unknown
  location_information?: unknown
  live_location_period_seconds?: unknown
  place_name?: unknown
  address?: unknown
  poll?: unknown
  todo_list?: unknown
  game_title?: unknown
  invoice_information?: unknown
  giveaway_information?: unknown
  giveaway_results?: unknown
  paid_stars_amount?: unknown
  action?: unknown
  actor?: unknown
  actor_id?: unknown
  new_title?: unknown
}

/** Only these keys of a message are ever built in memory, and of its text what entities say. Left out: reactions, buttons, thumbnails, and the second copy of the text. */
export const MESSAGE_FIELDS = [
  'id',
  'type',
  'date',
  'date_unixtime',
  'edited',
  'edited_unixtime',
  'from',
  'from_id',
  'author',
  'forwarded_from',
  'forwarded_from_id',
  'reply_to_message_id',
  'reply_to_peer_id',
  'text.type',
  'text.text',
  'text.href',
  'text.language',
  'rich_message',
  'photo',
  'file',
  'file_name',
  'media_type',
  'sticker_emoji',
  'performer',
  'title',
  'duration_seconds',
  'self_destruct_period_seconds',
  'contact_information',
  'location_information',
  'live_location_period_seconds',
  'place_name',
  'address',
  'poll',
  'todo_list',
  'game_title',
  'invoice_information',
  'giveaway_information',
  'giveaway_results',
  'paid_stars_amount',
  'action',
  'actor',
  'actor_id',
  'new_title',
] as const satisfies readonly (keyof RawMessage | `text.${string}`)[]

/** Exact times, and the local ones that say the same less well. */
export const SAID_TWICE = {date_unixtime: 'date', edited_unixtime: 'edited'} as const satisfies Partial<
  Record<keyof RawMessage, keyof RawMessage>
>

/** Needed beside `MESSAGE_FIELDS` only when service messages become text. */
export const EVENT_FIELDS = [
  'members',
  'inviter',
  'discard_reason',
  'period',
  'score',
  'amount',
  'currency',
  'to',
  'to_id',
  'distance',
  'information_text',
  'emoticon',
  'stars',
  'months',
  'boosts',
  'duration',
  'schedule_date',
  'completed',
  'incompleted',
  'items',
] as const

export type RawEvent = RawMessage & {[field in (typeof EVENT_FIELDS)[number]]?: unknown}

/** Values of a chat's `type`; others may be added by newer versions, and null is written for what the writer does not know. */
export const CHAT_TYPES = [
  'saved_messages',
  'replies',
  'verification_codes',
  'personal_chat',
  'bot_chat',
  'private_group',
  'private_supergroup',
  'public_supergroup',
  'private_channel',
  'public_channel',
] as const

export type ChatType = (typeof CHAT_TYPES)[number]

/** The value as an object whose fields may be looked at, or undefined. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

/** The value as text; numbers are written out, everything else is ''. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}

export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
