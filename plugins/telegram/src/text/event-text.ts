import {moneyText} from '../attachments.js'
import {plainText} from '../markup.js'
import {asNumber, asObject, asText, type RawEvent} from '../raw.js'
import {durationText} from './duration-text.js'

/** Who did something and what, from the fields of one service message (export_output_json.cpp of Telegram Desktop). */
type Sentence = (event: RawEvent, actor: string) => string

const SENTENCES: Readonly<Record<string, Sentence>> = {
  create_group: (e, actor) => `${actor} created the group ${quoted(e.title)}${withMembers(e)}`,
  create_channel: (e) => `${quoted(e.title)} was created`,
  edit_group_title: (e, actor) => `${actor} changed the title to ${quoted(e.title)}`,
  edit_group_photo: (_, actor) => `${actor} changed the photo`,
  delete_group_photo: (_, actor) => `${actor} removed the photo`,
  invite_members: (e, actor) => (members(e) === actor ? `${actor} joined` : `${actor} invited ${members(e)}`),
  remove_members: (e, actor) => (members(e) === actor ? `${actor} left` : `${actor} removed ${members(e)}`),
  join_group_by_link: (_, actor) => `${actor} joined by link`,
  join_group_by_request: (_, actor) => `${actor} joined by request`,
  join_group_via_community: (_, actor) => `${actor} joined through a community`,
  migrate_to_supergroup: (_, actor) => `${actor} converted this group to a supergroup`,
  migrate_from_group: (e) => `the group ${quoted(e.title)} was converted to this supergroup`,
  pin_message: (_, actor) => `${actor} pinned a message`,
  topic_created: (e, actor) => `${actor} created the topic ${quoted(e.title)}`,
  topic_edit: (e, actor) =>
    asText(e.new_title) === '' ? `${actor} changed a topic` : `${actor} renamed a topic to ${quoted(e.new_title)}`,
  phone_call: (e, actor) => `${actor} called${callResult(e)}`,
  group_call: (e, actor) => `${actor} started a voice chat${seconds(e.duration)}`,
  invite_to_group_call: (e, actor) => `${actor} invited ${members(e)} to the voice chat`,
  set_messages_ttl: (e, actor) =>
    `${actor} set messages to delete themselves${asNumber(e.period) === 0 ? ' never' : ` after ${days(e.period)}`}`,
  score_in_game: (e, actor) => `${actor} scored ${asText(e.score)} in a game`,
  send_payment: (e) => `a payment of ${money(e)} was sent`,
  refunded_payment: (e) => `a payment of ${money(e)} was refunded`,
  todo_completions: (e, actor) =>
    `${actor} marked ${count(e.completed)} tasks as done and ${count(e.incompleted)} as not done`,
  todo_append_tasks: (e, actor) => `${actor} added tasks: ${taskTitles(e)}`,
  joined_telegram: (_, actor) => `${actor} joined Telegram`,
  take_screenshot: (_, actor) => `${actor} took a screenshot`,
  clear_history: () => 'the history was cleared',
  proximity_reached: (e, actor) => `${actor} is within ${asText(e.distance)} m of ${nameOf(e.to)}`,
}

/** A service message as one English line. An action without a sentence of its own is named as it stands. */
export function eventText(event: RawEvent, actor: string): string {
  const action = asText(event.action)
  const sentence = Object.hasOwn(SENTENCES, action) ? SENTENCES[action] : undefined
  if (sentence) return sentence(event, actor)
  return asText(event.information_text) || `${actor}: ${action.replaceAll('_', ' ') || 'service message'}`
}

/** Names of people who deleted their account are null. */
export function nameOf(value: unknown): string {
  return asText(value) || 'Deleted Account'
}

function members(event: RawEvent): string {
  return Array.isArray(event.members) ? event.members.map(nameOf).join(', ') : 'somebody'
}

function withMembers(event: RawEvent): string {
  return Array.isArray(event.members) && event.members.length > 0 ? ` with ${members(event)}` : ''
}

function quoted(value: unknown): string {
  return `"${asText(value)}"`
}

function callResult(event: RawEvent): string {
  const reason = asText(event.discard_reason)
  if (event.duration_seconds !== undefined) return seconds(event.duration_seconds)
  return reason === 'missed' || reason === 'busy' ? ` (${reason})` : ''
}

function seconds(value: unknown): string {
  const duration = asNumber(value)
  return duration === undefined ? '' : ` (${durationText(duration)})`
}

function days(period: unknown): string {
  const length = asNumber(period) ?? 0
  return length % 86_400 === 0 ? `${length / 86_400} d` : durationText(length)
}

function money(event: RawEvent): string {
  return moneyText(asNumber(event.amount) ?? 0, asText(event.currency))
}

function count(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}

function taskTitles(event: RawEvent): string {
  return Array.isArray(event.items) ? event.items.map((item) => plainText(asObject(item)?.text)).join(', ') : ''
}
