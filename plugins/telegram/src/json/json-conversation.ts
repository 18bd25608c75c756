import type {ConversationRecord, MessageRecord, SourceRecord} from '@everport/plugin-kit'
import type {MediaPaths} from '../media-paths.js'
import {OwnMessages} from '../own-messages.js'
import {bareChatId, chatNature} from '../peer-id.js'
import {asNumber, asText, type RawMessage} from '../raw.js'
import type {Reading} from '../reading.js'
import {SkipTally} from '../skip-tally.js'
import type {SkipReason} from '../skips.js'
import {eventText, nameOf} from '../text/event-text.js'
import type {MessageClock} from '../time/message-clock.js'
import {Topics} from '../topics.js'
import type {ChatHeader} from './chat-headers.js'
import {eventSender, messageSender, type Sender, type SenderScope} from './json-sender.js'
import {type MessageContent, messageContent} from './message-content.js'
import {MessageIds} from './message-ids.js'

/** Chats in which Telegram sends login codes: "Verification Codes" and its own service notifications. */
const CODE_CHATS = new Set(['user489000', 'user777000'])

export interface ConversationPlace {
  header: ChatHeader
  isPacked: boolean | undefined
  /** Id for a chat that has none, unique in the export. */
  madeUpId: string
  hasLeft: boolean
  file: string
}

/** One chat of a result.json while its messages pass by. Holds none of them. */
export class JsonConversation implements SenderScope {
  readonly conversation: string
  readonly isLocal: boolean
  readonly name: string | undefined
  readonly nature
  readonly #place: ConversationPlace
  readonly #reading: Reading
  readonly #clock: MessageClock
  readonly #media: MediaPaths
  readonly #skips: SkipTally
  /** Why nothing of this chat is wanted. */
  readonly #leftOut: SkipReason | undefined
  readonly #topics = new Topics()
  readonly #own = new OwnMessages()
  readonly #ids = new MessageIds()
  #fullName: string | undefined

  constructor(place: ConversationPlace, reading: Reading, clock: MessageClock, media: MediaPaths) {
    const {header, isPacked, madeUpId} = place
    this.#place = place
    this.#reading = reading
    this.#clock = clock
    this.#media = media
    this.#skips = new SkipTally(reading.context)
    this.nature = chatNature(header.type)
    const id = asNumber(header.id)
    const bare = id === undefined ? undefined : bareChatId(id, this.nature.peer, isPacked)
    this.isLocal = bare === undefined
    this.conversation = bare === undefined ? madeUpId : `${this.nature.peer}${bare}`
    this.name = conversationName(header, this.nature.name, bare)
    const {name} = this
    this.#leftOut = this.#reasonToLeaveOut({
      id: this.conversation,
      bareId: bare?.toString(),
      name,
      kind: this.nature.chosen,
    })
    clock.startConversation()
  }

  /** What must be yielded before the first message. */
  begin(out: SourceRecord[]): void {
    if (this.#leftOut === undefined) out.push(this.#record())
  }

  /** @param record 1-based number of the message in the file */
  take(raw: RawMessage, record: number, out: SourceRecord[]): void {
    const read = this.#leftOut ?? this.#read(raw, record, out)
    if (typeof read !== 'string') out.push(read)
    else if (read === 'undated') this.lost(read, record)
    else this.#skips.add(read)
  }

  /** Reports one message that could not be kept, so that it can be found. */
  lost(reason: SkipReason, record: number, byte?: number): void {
    const place = {file: this.#place.file, record, ...(byte !== undefined && {byte})}
    this.#reading.context.skip({reason, conversation: this.conversation, place})
  }

  /** @param self prefixed id of the account's owner, when the export tells */
  end(self: string | undefined, out: SourceRecord[]): void {
    const {context} = this.#reading
    this.#skips.report(this.#leftOut === undefined ? this.conversation : undefined)
    if (this.#leftOut !== undefined) return
    const shown = this.#fullName ?? this.name ?? this.conversation
    if (this.nature.kind === 'group' && !this.nature.oneVoice)
      this.#own.report(shown, self, this.#place.hasLeft, context)
    if (!this.#topics.isForum) return
    out.push({...this.#record(), topic: this.#topics.description})
    if (this.#topics.forgot) {
      context.warn({
        code: 'topics-forgotten',
        message: `"${shown}" is so large that answers to very old messages may have lost their topic.`,
        place: {file: this.#place.file},
      })
    }
  }

  #read(raw: RawMessage, record: number, out: SourceRecord[]): MessageRecord | SkipReason {
    if (raw.type === 'unsupported') return 'unsupported'
    const {options, people} = this.#reading
    const id = asNumber(raw.id)
    const replyTo = raw.reply_to_peer_id === undefined ? asNumber(raw.reply_to_message_id) : undefined
    const topic = id === undefined ? undefined : this.#topicOf(raw, id, replyTo)
    const isEvent = raw.type === 'service'
    if (isEvent && !options.events) return 'event'
    const content: MessageContent | undefined = isEvent
      ? {text: eventText(raw, this.#actorName(raw))}
      : messageContent(raw, options, this.#media)
    if (!content) return 'empty'
    const at = this.#clock.sent(raw.date_unixtime, raw.date)
    if (at === undefined) return 'undated'
    const sender = isEvent ? eventSender(raw, this, people, out) : messageSender(raw, this, people, out)
    this.#learnName(sender, raw, out)
    if (!isEvent) this.#own.add(sender.id, id)

    const message: MessageRecord = {
      type: 'message',
      conversation: this.conversation,
      id: asText(raw.id) || this.#ids.of(at, sender.id, content.text),
      sender: sender.id,
      at,
      text: content.text,
      place: {file: this.#place.file, record},
    }
    if (content.attachments) message.attachments = content.attachments
    if (sender.shownName !== undefined) message.senderName = sender.shownName
    if (this.nature.kind === 'assistant') message.role = this.#isBot(sender, raw) ? 'assistant' : 'user'
    if (topic !== undefined) message.thread = String(topic)
    if (replyTo !== undefined && replyTo !== topic) message.replyTo = String(replyTo)
    const editedAt = this.#clock.edited(raw.edited_unixtime, raw.edited)
    if (editedAt !== undefined) message.editedAt = editedAt
    return message
  }

  #record(): ConversationRecord {
    const name = this.#fullName ?? this.name
    return {
      type: 'conversation',
      id: this.conversation,
      kind: this.nature.kind,
      ...(name !== undefined && {name}),
      ...(this.isLocal && {local: true}),
    }
  }

  #reasonToLeaveOut(label: Parameters<Reading['choice']['accepts']>[0]): SkipReason | undefined {
    // Asked first, so that a name that was given counts as found.
    if (!this.#reading.choice.accepts(label)) return 'not-chosen'
    const hasCodes = this.#place.header.type === 'verification_codes' || CODE_CHATS.has(this.conversation)
    return hasCodes && !this.#reading.options.loginCodes ? 'login-codes' : undefined
  }

  #topicOf(raw: RawMessage, id: number, replyTo: number | undefined): number | undefined {
    if (raw.action === 'topic_created') this.#topics.created(id, asText(raw.title))
    const topic = this.#topics.of(id, replyTo)
    if (raw.action === 'topic_edit' && raw.new_title !== undefined) this.#topics.renamed(topic, asText(raw.new_title))
    return topic
  }

  /** A few kinds of service messages name nobody. */
  #actorName(raw: RawMessage): string {
    const name = raw.actor === undefined ? raw.from : raw.actor
    return name === undefined ? (this.name ?? this.conversation) : nameOf(name)
  }

  #isBot(sender: Sender, raw: RawMessage): boolean {
    return this.isLocal ? asText(raw.from ?? raw.actor) === this.name : sender.id === this.conversation
  }

  /** A personal chat is named by the first name only; the other side's messages have the whole name. */
  #learnName(sender: Sender, raw: RawMessage, out: SourceRecord[]): void {
    const isNamedByFirstName = this.nature.kind !== 'group' && this.nature.name === undefined
    if (!isNamedByFirstName || this.#fullName !== undefined || sender.id !== this.conversation) return
    this.#fullName = asText(raw.from) || this.name
    if (this.#fullName !== undefined && this.#fullName !== this.name) out.push(this.#record())
  }
}

function conversationName(
  {name, type}: ChatHeader,
  fixed: string | undefined,
  id: number | undefined,
): string | undefined {
  if (typeof name === 'string' && name !== '') return name
  if (fixed !== undefined) return fixed
  if (name === undefined) return undefined
  if (type === 'personal_chat' || type === 'bot_chat') return 'Deleted Account'
  return `${asText(type) || 'chat'} ${id ?? ''}`.trim()
}
