import type {ConversationKind, ConversationRecord, MessageRecord, SourceRecord} from '@everport/plugin-kit'
import type {MediaPaths} from '../media-paths.js'
import type {ChosenKind} from '../options.js'
import {OwnMessages} from '../own-messages.js'
import type {Reading} from '../reading.js'
import {SkipTally} from '../skip-tally.js'
import type {SkipReason} from '../skips.js'
import {forwardedText} from '../text/forwarded-text.js'
import type {MessageClock} from '../time/message-clock.js'
import {Topics} from '../topics.js'
import type {ListedChat} from './chat-list.js'
import type {HtmlEntry, HtmlEvent, HtmlMessage} from './html-entry.js'

/** What the list of an account export calls a chat's kind; nothing tells the kind of a chat exported alone. */
const KINDS = new Map<string, {kind: ConversationKind; chosen: ChosenKind}>([
  ['private', {kind: 'direct', chosen: 'direct'}],
  ['bot', {kind: 'assistant', chosen: 'bot'}],
  ['group', {kind: 'group', chosen: 'group'}],
  ['channel', {kind: 'group', chosen: 'channel'}],
])

/** Chats in which Telegram sends login codes. Pages tell them by their names alone. */
const CODE_CHATS = new Set(['Telegram', 'Verification Codes'])

const UNKNOWN = 'Unknown sender'
/** Stands for the sender of service lines. */
const SERVICE = 'service-messages'

export interface HtmlConversationPlace {
  /** Title of the pages: the name of the chat, or of the account's owner for Saved Messages. */
  title: string
  /** Id unique in the export: pages hold none. */
  id: string
  listed: ListedChat | undefined
  /** Folder of the pages inside the export, for the addresses of media. */
  base: string
}

/** One chat while the entries of its pages pass by. */
export class HtmlConversation {
  readonly #place: HtmlConversationPlace
  readonly #reading: Reading
  readonly #clock: MessageClock
  readonly #media: MediaPaths
  readonly #skips: SkipTally
  readonly #own = new OwnMessages()
  readonly #topics = new Topics()
  readonly #kind: ConversationKind | undefined
  readonly #isSaved: boolean
  /** Why nothing of this chat is wanted. */
  readonly #leftOut: SkipReason | undefined
  /** Who is speaking, for the messages that continue a run. */
  #from: string | undefined
  #author: string | undefined
  #day: string | undefined
  #offset = ''
  #lastAt: number | undefined
  /** Up to three of those who spoke: enough to tell two from many. */
  readonly #speakers = new Set<string>()

  constructor(place: HtmlConversationPlace, reading: Reading, clock: MessageClock, media: MediaPaths) {
    const {title, id, listed} = place
    this.#place = place
    this.#reading = reading
    this.#clock = clock
    this.#media = media
    this.#skips = new SkipTally(reading.context)
    const nature = listed && KINDS.get(listed.kind)
    this.#kind = nature?.kind
    this.#isSaved = listed?.kind === 'private' && listed.name === 'Saved messages'
    const kind = this.#isSaved ? 'saved' : nature?.chosen
    const name = this.#isSaved ? 'Saved Messages' : title
    // Asked first, so that a name that was given counts as found.
    const isChosen = reading.choice.accepts({id, bareId: folderName(place.base), name, kind})
    const hasCodes = listed?.kind === 'private' && CODE_CHATS.has(listed.name) && !reading.options.loginCodes
    this.#leftOut = !isChosen ? 'not-chosen' : hasCodes ? 'login-codes' : undefined
    clock.startConversation()
  }

  begin(out: SourceRecord[]): void {
    if (this.#leftOut === undefined) out.push(this.#record(this.#kind ?? 'group'))
  }

  /** @param record 1-based number of the entry in the file */
  take(entry: HtmlEntry, file: string, record: number, out: SourceRecord[]): void {
    if (entry.kind === 'note') return
    if (entry.kind === 'day') {
      this.#day = entry.day
      return
    }
    const read = this.#read(entry, out)
    if (typeof read !== 'string') out.push({...read, place: {file, record}})
    else if (read === 'undated') this.lost(read, file, record)
    else this.#skips.add(read)
  }

  /** Reports one entry that could not be kept, so that it can be found. */
  lost(reason: SkipReason, file: string, record: number): void {
    this.#reading.context.skip({reason, conversation: this.#place.id, place: {file, record}})
  }

  end(out: SourceRecord[]): void {
    const {id, title, listed} = this.#place
    const {context} = this.#reading
    this.#skips.report(this.#leftOut === undefined ? id : undefined)
    if (this.#leftOut === 'login-codes') {
      context.warn({
        code: 'login-codes',
        message: `The chat "${title}" was left out: by its name it is one in which login codes arrive. --login-codes keeps it.`,
      })
    }
    if (this.#leftOut !== undefined) return
    if (listed?.isOnlyOwn) {
      context.warn({
        code: 'only-own-messages',
        message: `"${title}" holds only your own messages. To have everybody's, export it again with "Only my messages" off.`,
      })
    } else if (this.#kind === undefined && !this.#speakers.has(title))
      this.#own.report(title, undefined, false, context)
    // Two people, one of whom gives the chat its name.
    const isDirect = this.#kind === undefined && this.#speakers.size === 2 && this.#speakers.has(title)
    if (!isDirect && !this.#topics.isForum) return
    const record = this.#record(isDirect ? 'direct' : (this.#kind ?? 'group'))
    out.push(this.#topics.isForum ? {...record, topic: this.#topics.description} : record)
  }

  #record(kind: ConversationKind): ConversationRecord {
    const {id, title} = this.#place
    const name = this.#isSaved ? 'Saved Messages' : title
    return {type: 'conversation', id, kind, local: true, ...(name !== '' && {name})}
  }

  /** As in JSON, the first message of a topic is the service message that creates it. */
  #learnTopic({id, text}: HtmlEvent): void {
    const title = / created topic \u00AB(.*)\u00BB$/s.exec(text)?.[1]
    if (title !== undefined) this.#topics.created(Number(id), title)
  }

  /** A joined message leaves out the name, and the author of the forward, that the one before it has. */
  #learnRun({from, isJoined, forwarded}: HtmlMessage): void {
    if (from !== undefined) this.#from = from
    else if (!isJoined) this.#from = undefined
    if (forwarded?.author !== undefined || !forwarded) this.#author = forwarded?.author
  }

  #messageTime({date}: HtmlMessage): number | undefined {
    const offset = / UTC.*$/.exec(date)?.[0]
    if (offset !== undefined) this.#offset = offset
    return this.#clock.sent(undefined, date)
  }

  /** Service lines print no time: the day is known from the line above it, the time only from the message before. */
  #eventTime(): number | undefined {
    const printed = this.#day === undefined ? undefined : `${this.#day}${this.#offset}`
    this.#day = undefined
    const isKnown = this.#offset !== '' || this.#clock.hasZone
    const day = printed !== undefined && isKnown ? this.#clock.sent(undefined, printed) : undefined
    return day === undefined || (this.#lastAt ?? 0) > day ? this.#lastAt : day
  }

  #read(entry: HtmlMessage | HtmlEvent, out: SourceRecord[]): MessageRecord | SkipReason {
    if (entry.kind === 'message') this.#learnRun(entry)
    if (this.#leftOut !== undefined) return this.#leftOut
    if (entry.kind === 'event' && entry.isUnsupported) return 'unsupported'
    if (entry.kind === 'event') this.#learnTopic(entry)
    const isEvent = entry.kind === 'event' || entry.call !== undefined
    if (isEvent && !this.#reading.options.events) return 'event'
    if (entry.kind === 'message' && !isEvent && entry.text === '' && entry.attachments.length === 0) return 'empty'
    const at = entry.kind === 'event' ? this.#eventTime() : this.#messageTime(entry)
    if (at === undefined) return 'undated'
    this.#lastAt = at
    return entry.kind === 'event' ? this.#event(entry, at, out) : this.#message(entry, at, out)
  }

  /** Nobody is named beside the sentence, only in it. */
  #event(entry: HtmlEvent, at: number, out: SourceRecord[]): MessageRecord {
    this.#reading.people.introduce(SERVICE, 'Telegram', out, {local: true})
    return {type: 'message', conversation: this.#place.id, id: entry.id, sender: SERVICE, at, text: entry.text}
  }

  #message(entry: HtmlMessage, at: number, out: SourceRecord[]): MessageRecord {
    const {id, title, base, listed} = this.#place
    const {people} = this.#reading
    let text = entry.call === undefined ? entry.text : `Phone call: ${entry.call}`
    let from = this.#from ?? UNKNOWN
    if (entry.forwarded) text = forwardedText(this.#author ?? 'Deleted Account', from, text)
    // Saved messages show the author of what was saved in place of the one who saved it.
    if (this.#isSaved && from !== title) {
      text = forwardedText(from, title, text)
      from = title
    }
    const isBot = this.#kind === 'assistant' && from === title
    const sender = from === UNKNOWN ? 'unknown' : from
    people.introduce(sender, from, out, {local: true, bot: isBot})
    if (this.#speakers.size < 3) this.#speakers.add(from)
    this.#own.add(sender, Number(entry.id))
    const message: MessageRecord = {type: 'message', conversation: id, id: entry.id, sender, at, text}
    // A channel that shows its authors signs their posts with the name that they have anyway.
    if (entry.signature !== '' && entry.signature !== from) {
      const isAdmin = listed?.kind === 'group' && from === title
      message.senderName = isAdmin ? entry.signature : `${from} (${entry.signature})`
    }
    if (this.#kind === 'assistant') message.role = isBot ? 'assistant' : 'user'
    const replyTo = entry.replyTo === undefined ? undefined : Number(entry.replyTo)
    const topic = this.#topics.of(Number(entry.id), replyTo)
    if (topic !== undefined) message.thread = String(topic)
    if (entry.replyTo !== undefined && replyTo !== topic) message.replyTo = entry.replyTo
    if (entry.attachments.length > 0) message.attachments = this.#media.resolve(entry.attachments, base)
    return message
  }
}

/** `chats/chat_001` -> `chat_001`: what tells two chats of one title apart. */
export function folderName(base: string): string | undefined {
  return base === '' ? undefined : base.slice(base.lastIndexOf('/') + 1)
}
