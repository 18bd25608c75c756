import type {SourceRecord} from '@everport/plugin-kit'
import {type ChatNature, senderId} from '../peer-id.js'
import type {People} from '../people.js'
import {asText, type RawMessage} from '../raw.js'

/** The conversation, as far as senders need it. */
export interface SenderScope {
  /** Prefixed id, or a made-up local one. */
  conversation: string
  isLocal: boolean
  name: string | undefined
  nature: ChatNature
}

export interface Sender {
  id: string
  /** Shown on this message instead of the person's name. */
  shownName?: string
}

/** Who wrote a message; introduces them into `out`. */
export function messageSender(raw: RawMessage, scope: SenderScope, people: People, out: SourceRecord[]): Sender {
  const id = senderId(raw.from_id, scope.isLocal ? undefined : scope.conversation)
  if (id === undefined) return namedSender(raw.from, scope, people, out)
  const isBot = scope.nature.kind === 'assistant' && id === scope.conversation
  people.introduce(id, raw.from, out, {bot: isBot})
  if (id.startsWith('user')) return {id}
  const author = asText(raw.author)
  if (author === '') return {id}
  // An anonymous admin of a group goes by the title beside the post; in a channel the signature stands behind the channel's name.
  return {
    id,
    shownName:
      id === scope.conversation && !scope.nature.oneVoice
        ? author
        : `${asText(raw.from) || scope.name || id} (${author})`,
  }
}

/** Who caused a service message. Some name nobody: then the chat speaks for itself. */
export function eventSender(raw: RawMessage, scope: SenderScope, people: People, out: SourceRecord[]): Sender {
  const id = senderId(raw.actor_id ?? raw.from_id, scope.isLocal ? undefined : scope.conversation)
  const name = raw.actor ?? raw.from
  if (id === undefined)
    return name === undefined ? chatItself(scope, people, out) : namedSender(name, scope, people, out)
  people.introduce(id, name, out)
  return {id}
}

/** The oldest exports know people by name only. */
function namedSender(name: unknown, scope: SenderScope, people: People, out: SourceRecord[]): Sender {
  const shown = asText(name)
  if (shown === '' && scope.nature.oneVoice) return chatItself(scope, people, out)
  const isBot = scope.nature.kind === 'assistant' && shown !== '' && shown === scope.name
  const id = shown === '' ? 'unknown' : shown
  people.introduce(id, shown === '' ? 'Unknown sender' : shown, out, {bot: isBot, local: true})
  return {id}
}

function chatItself(scope: SenderScope, people: People, out: SourceRecord[]): Sender {
  people.introduce(scope.conversation, scope.name ?? scope.conversation, out, {local: scope.isLocal})
  return {id: scope.conversation}
}
