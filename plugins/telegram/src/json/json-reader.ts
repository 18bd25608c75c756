import {type JsonFault, type JsonValue, type SourceRecord, selectJson} from '@everport/plugin-kit'
import type {JsonExport} from '../find-exports.js'
import {MediaPaths} from '../media-paths.js'
import {chatNature} from '../peer-id.js'
import {asNumber, asObject, asText, EVENT_FIELDS, MESSAGE_FIELDS, type RawMessage} from '../raw.js'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'
import {MessageClock} from '../time/message-clock.js'
import {parseIsoDate} from '../time/printed-date.js'
import {zoneHint} from '../time/zone-hint.js'
import {
  type ChatHeader,
  type ChatKey,
  chatKey,
  headerField,
  headerSelections,
  isPacked,
  keyText,
  type ScannedChat,
  SECTIONS,
  scanChats,
  scanForZoneHint,
} from './chat-headers.js'
import {JsonConversation} from './json-conversation.js'
import {repairJson} from './repair-json.js'

const BATCH = 500

/** One result.json, from its first chat to its last. */
export class JsonReader {
  readonly #file
  readonly #reading: Reading
  readonly #clock: MessageClock
  readonly #media: MediaPaths
  /** What chats say of themselves; forgotten when their messages are done. */
  readonly #headers = new Map<string, ChatHeader>()
  #scanned: Map<string, ScannedChat> | undefined
  readonly #sameNames = new Map<string, number>()
  #self: string | undefined
  #isPacked: boolean | undefined
  #open: {key: ChatKey; chat: JsonConversation} | undefined
  #record = 0
  #soughtHint = false
  #warnedTypes = new Set<string>()
  #chats = 0
  #isCut = false
  #out: SourceRecord[] = []

  constructor({file, folder}: JsonExport, reading: Reading) {
    this.#file = file
    this.#reading = reading
    this.#clock = new MessageClock({
      timezone: reading.options.timezone,
      file: file.path,
      parse: parseIsoDate,
      offsetIsStandard: false,
    })
    this.#media = new MediaPaths((path) => reading.hasFile(folder + path))
  }

  /** Chats with or without messages that were met. */
  get chats(): number {
    return this.#chats
  }

  get messages(): number {
    return this.#record
  }

  /** The file ends before its JSON does. */
  get isCut(): boolean {
    return this.#isCut
  }

  async *records(): AsyncGenerator<readonly SourceRecord[]> {
    const {context, options} = this.#reading
    const headers = headerSelections()
    const fields = options.events ? [...MESSAGE_FIELDS, ...EVENT_FIELDS] : MESSAGE_FIELDS
    // Messages match by their whole path: profile_music, stories and other_data hold things that look like messages.
    const messages = SECTIONS.map((section) => ({path: `${section}messages[]`, fields}))
    for await (const batch of selectJson(repairJson(readableChunks(this.#file, context)), [...headers, ...messages])) {
      for (const match of batch) {
        if (match.error !== undefined) this.#fault(match)
        else if (match.selection < headers.length) this.#header(match)
        else await this.#message(match)
      }
      if (this.#out.length >= BATCH) yield this.#flush()
      if (context.signal.aborted) return
    }
    this.#close()
    if (this.#out.length > 0) yield this.#flush()
    this.#clock.finish(context)
    this.#media.finish(this.#file.path, context)
  }

  #flush(): readonly SourceRecord[] {
    const out = this.#out
    this.#out = []
    return out
  }

  #header({selection, path, value}: JsonValue): void {
    const field = headerField(selection)
    if (field === 'self') {
      this.#setSelf(value)
      return
    }
    const key = chatKey(path)
    if (!key) return
    const text = keyText(key)
    let header = this.#headers.get(text)
    if (!header) {
      if (!this.#isOpen(key)) this.#chats += 1
      header = {}
      this.#headers.set(text, header)
    }
    header[field] = value
  }

  async #message({path, value, byte}: JsonValue): Promise<void> {
    const key = chatKey(path)
    if (!key) return
    this.#record += 1
    const raw: RawMessage | undefined = asObject(value)
    if (!this.#isOpen(key)) await this.#start(key, raw ?? {})
    const {chat} = this.#open!
    if (!raw) {
      chat.lost('unreadable', this.#record, byte)
      return
    }
    if (raw.date_unixtime === undefined && !this.#soughtHint) await this.#seekZoneHint(raw)
    chat.take(raw, this.#record, this.#out)
  }

  #isOpen({section, index}: ChatKey): boolean {
    return this.#open !== undefined && this.#open.key.section === section && this.#open.key.index === index
  }

  async #start(key: ChatKey, first: RawMessage): Promise<void> {
    this.#close()
    const text = keyText(key)
    if (!this.#headers.has(text)) this.#chats += 1
    let header = this.#headers.get(text) ?? {}
    if (!isComplete(header)) header = {...header, ...(await this.#scan()).get(text)}
    this.#isPacked = isPacked(first) ?? this.#scanned?.get(text)?.isPacked ?? this.#isPacked
    this.#warnOfType(header.type)
    const place = {
      header,
      isPacked: this.#isPacked,
      madeUpId: asNumber(header.id) === undefined ? this.#madeUpId(header) : '',
      hasLeft: key.section === 2,
      file: this.#file.path,
    }
    const chat = new JsonConversation(place, this.#reading, this.#clock, this.#media)
    chat.begin(this.#out)
    this.#open = {key, chat}
  }

  #close(): void {
    if (!this.#open) return
    this.#open.chat.end(this.#self, this.#out)
    this.#headers.delete(keyText(this.#open.key))
    this.#open = undefined
  }

  /** Keys were moved (or are missing): one pass over the file tells what comes later. */
  async #scan(): Promise<Map<string, ScannedChat>> {
    if (!this.#scanned) {
      const {chats, self} = await scanChats(this.#file)
      this.#scanned = chats
      this.#setSelf(self)
    }
    return this.#scanned
  }

  #setSelf(id: unknown): void {
    const number = asNumber(id)
    if (number !== undefined) this.#self = `user${number}`
  }

  async #seekZoneHint(raw: RawMessage): Promise<void> {
    if (this.#clock.hasZone || parseIsoDate(raw.date) === undefined || parseIsoDate(raw.date)?.offset !== undefined)
      return
    this.#soughtHint = true
    const hint = zoneHint(raw.edited) ?? (await scanForZoneHint(this.#file))
    if (hint !== undefined) this.#clock.useHint(hint, this.#reading.context)
  }

  /** Two chats of one name and type are told apart by their order. */
  #madeUpId({name, type}: ChatHeader): string {
    const id = [asText(type), asText(name)].filter((part) => part !== '').join('-') || 'chat'
    const count = (this.#sameNames.get(id) ?? 0) + 1
    this.#sameNames.set(id, count)
    return count === 1 ? id : `${id}-${count}`
  }

  #warnOfType(type: unknown): void {
    if (type === undefined || chatNature(type).known || this.#warnedTypes.has(String(type))) return
    this.#warnedTypes.add(String(type))
    this.#reading.context.warn({
      code: 'unknown-chat-type',
      message: `${this.#file.path} holds a chat of the unknown type ${JSON.stringify(type)}; it is read as a group.`,
      place: {file: this.#file.path},
    })
  }

  #fault({error, message, byte, path}: JsonFault): void {
    const {context} = this.#reading
    const place = {file: this.#file.path, byte}
    const key = chatKey(path)
    const isMessage = path.includes('messages') && typeof path.at(-1) === 'number'
    const chat = key && this.#isOpen(key) ? this.#open!.chat : undefined
    const where = chat?.name === undefined ? '' : ` in the chat "${chat.name}"`
    if (error === 'truncated') {
      this.#isCut = true
      context.warn({
        code: 'truncated-file',
        message: `${this.#file.path} ends at byte ${byte}${where}: the export was stopped or the file was not copied whole. Everything before that was read; export again to have the rest.`,
        place,
      })
    } else
      context.warn({code: 'unreadable-json', message: `${this.#file.path}, byte ${byte}${where}: ${message}.`, place})
    if (!isMessage) return
    this.#record += 1
    const reason = error === 'truncated' ? 'truncated' : 'unreadable'
    if (chat) chat.lost(reason, this.#record, byte)
    else context.skip({reason, place: {...place, record: this.#record}})
  }
}

/** Enough is known to name the conversation. Chats without a name of their own have a fixed one. */
function isComplete({name, type, id}: ChatHeader): boolean {
  return type !== undefined && id !== undefined && (name !== undefined || chatNature(type).name !== undefined)
}
