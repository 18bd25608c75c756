import {type JsonFault, type JsonValue, type SourceRecord, selectJson} from '@everport/plugin-kit'
import type {JsonExport} from '../find-exports.js'
import {MediaPaths} from '../media-paths.js'
import {chatNature} from '../peer-id.js'
import {asObject, EVENT_FIELDS, MESSAGE_FIELDS, type RawMessage, SAID_TWICE} from '../raw.js'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'
import {MessageClock} from '../time/message-clock.js'
import {parseIsoDate} from '../time/printed-date.js'
import {zoneHint} from '../time/zone-hint.js'
import {ChatDirectory} from './chat-directory.js'
import {headerSelections, SECTIONS, scanForZoneHint} from './chat-headers.js'
import {JsonConversation} from './json-conversation.js'
import {repairJson} from './repair-json.js'

const BATCH = 500
const LEFT_CHATS = 2

/** One result.json, from its first chat to its last. */
export class JsonReader {
  readonly #file
  readonly #reading: Reading
  readonly #clock: MessageClock
  readonly #media: MediaPaths
  readonly #directory: ChatDirectory
  readonly #unknownTypes = new Set<string>()
  #section = -1
  #index = -1
  #chat: JsonConversation | undefined
  /** Number of the last message of the chat that was taken, from 0. */
  #last = -1
  #record = 0
  #soughtHint = false
  #isCut = false
  #out: SourceRecord[] = []

  constructor({file, folder}: JsonExport, reading: Reading) {
    const {timezone} = reading.options
    this.#file = file
    this.#reading = reading
    this.#clock = new MessageClock({timezone, file: file.path, parse: parseIsoDate, offsetIsStandard: false})
    this.#media = new MediaPaths((path) => reading.hasFile(folder + path))
    this.#directory = new ChatDirectory(file)
  }

  /** Chats with or without messages that were met. */
  get chats(): number {
    return this.#directory.count
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
    const messages = SECTIONS.map((section) => ({path: `${section}messages[]`, fields, digits: SAID_TWICE}))
    const bytes = repairJson(readableChunks(this.#file, context))
    for await (const batch of selectJson(bytes, [...headers, ...messages])) {
      for (const match of batch) {
        if (match.error !== undefined) this.#fault(match)
        else if (match.selection < headers.length) this.#directory.note(match)
        else {
          const section = match.selection - headers.length
          const raw: RawMessage | undefined = asObject(match.value)
          // Awaiting nothing costs more than reading a message does.
          if (this.#needsPreparation(section, match.path, raw)) await this.#prepare(section, match.path, raw ?? {})
          this.#message(raw, match)
        }
        if (this.#out.length < BATCH) continue
        yield this.#flush()
        if (context.signal.aborted) return
      }
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

  #message(raw: RawMessage | undefined, {byte, path}: JsonValue): void {
    this.#record += 1
    this.#last = Number(path.at(-1))
    if (raw) this.#chat!.take(raw, this.#record, this.#out)
    else this.#chat!.lost('unreadable', this.#record, byte)
  }

  #needsPreparation(section: number, path: JsonValue['path'], raw: RawMessage | undefined): boolean {
    if (section !== this.#section || chatIndex(section, path) !== this.#index) return true
    return raw !== undefined && raw.date_unixtime === undefined && !this.#soughtHint && !this.#clock.hasZone
  }

  async #prepare(section: number, path: JsonValue['path'], raw: RawMessage): Promise<void> {
    const index = chatIndex(section, path)
    if (section !== this.#section || index !== this.#index) {
      this.#close()
      this.#section = section
      this.#index = index
      const found = await this.#directory.open(section, index, raw)
      this.#warnOfType(found.header.type)
      const place = {...found, hasLeft: section === LEFT_CHATS, file: this.#file.path}
      this.#chat = new JsonConversation(place, this.#reading, this.#clock, this.#media)
      this.#chat.begin(this.#out)
    }
    const date = raw.date_unixtime === undefined && !this.#soughtHint ? parseIsoDate(raw.date) : undefined
    if (this.#clock.hasZone || !date || date.offset !== undefined) return
    this.#soughtHint = true
    const hint = zoneHint(raw.edited) ?? (await scanForZoneHint(this.#file))
    if (hint !== undefined) this.#clock.useHint(hint, this.#reading.context)
  }

  #close(): void {
    this.#chat?.end(this.#directory.self, this.#out)
    this.#chat = undefined
  }

  #warnOfType(type: unknown): void {
    if (type === undefined || chatNature(type).known || this.#unknownTypes.has(String(type))) return
    this.#unknownTypes.add(String(type))
    this.#reading.context.warn({
      code: 'unknown-chat-type',
      message: `${this.#file.path} holds a chat of the unknown type ${JSON.stringify(type)}; it is read as a group.`,
      place: {file: this.#file.path},
    })
  }

  #fault({error, message, byte, path}: JsonFault): void {
    const {context} = this.#reading
    const file = this.#file.path
    const section = path[0] === 'messages' ? 0 : path[0] === 'chats' ? 1 : LEFT_CHATS
    const isHere = section === this.#section && chatIndex(section, path) === this.#index
    const chat = isHere ? this.#chat : undefined
    const where = chat?.name === undefined ? '' : ` in the chat "${chat.name}"`
    const number = path[section === 0 ? 0 : 3] === 'messages' ? path[section === 0 ? 1 : 4] : undefined
    if (error === 'truncated') {
      this.#isCut = true
      context.warn({
        code: 'truncated-file',
        message: `${file} ends at byte ${byte}${where}: the export was stopped or the file was not copied whole. Everything before that was read; export again to have the rest.`,
        place: {file, byte},
      })
    } else {
      context.warn({
        code: 'unreadable-json',
        message: `${file}, byte ${byte}${where}: ${message}.`,
        place: {file, byte},
      })
    }
    // The message at which a file breaks off is counted, begun or not: more is not known of what is missing.
    if (typeof number !== 'number' || (chat && number <= this.#last)) return
    this.#last = number
    this.#record += 1
    const reason = error === 'truncated' ? 'truncated' : 'unreadable'
    if (chat) chat.lost(reason, this.#record, byte)
    else context.skip({reason, place: {file, record: this.#record, byte}})
  }
}

/** `messages[7]` -> 0; `chats.list[3].messages[7]` -> 3. */
function chatIndex(section: number, path: JsonValue['path']): number {
  return section === 0 ? 0 : Number(path[2])
}
