import {everosId, joinsPlainly} from '../model/everos-id.js'
import type {Sender} from '../stage/naming.js'
import {CONVERSION, OutputFile, outputBuffer} from './output-file.js'

export type Format = 'json' | 'ndjson'

/** A message in the order in which it is written. */
export interface ConvertedMessage {
  sender: Sender
  role: 'user' | 'assistant'
  senderName: string | null
  at: number
  key: string
  text: string
}

/** The files of one conversion: in `json` one a conversation, in `ndjson` one for all. */
export class ConversionFiles {
  readonly #folder: string
  readonly #whole: OutputFile | undefined
  readonly #names: string[] = []
  readonly #heads: Heads = new Map()
  /** One for all files: there may be ten thousand of them. */
  readonly #how = {...CONVERSION, buffer: outputBuffer()}
  #open: OutputFile | undefined

  constructor(folder: string, format: Format) {
    this.#folder = folder
    this.#whole = format === 'ndjson' ? new OutputFile(folder, 'messages.ndjson', this.#how) : undefined
  }

  /** Whether messages of several conversations may take turns: not where each has a file of its own. */
  get takesTurns(): boolean {
    return this.#whole !== undefined
  }

  /** `owner` is the user id of a personal conversation, undefined for a group. */
  conversation(target: string, owner: string | undefined): ConversationWriter {
    this.#open = this.#whole ?? new OutputFile(this.#folder, `${target}.json`, this.#how)
    return new ConversationWriter(this.#open, this.#whole ? 'ndjson' : 'json', target, owner, this.#heads)
  }

  ended(): void {
    if (this.#whole || !this.#open) return
    this.#open.close()
    this.#names.push(this.#open.name)
    this.#open = undefined
  }

  /** Closes what is open; the names of all files written. */
  close(): string[] {
    if (this.#whole) {
      this.#whole.close()
      this.#names.push(this.#whole.name)
    }
    return this.#names
  }

  abandon(): void {
    ;(this.#open ?? this.#whole)?.abandon()
  }
}

/** One conversation in the format of the EverOS batch guide: `{group_id, messages}` or `{user_id, messages}`. */
export class ConversationWriter {
  readonly #file: OutputFile
  readonly #format: Format
  readonly #target: string
  readonly #personal: boolean
  readonly #opening: Buffer
  readonly #idOpening: Buffer
  readonly #heads: Heads
  #lastAt = 0
  #first = true

  constructor(file: OutputFile, format: Format, target: string, owner: string | undefined, heads: Heads) {
    this.#file = file
    this.#heads = heads
    this.#format = format
    this.#target = target
    this.#personal = owner !== undefined
    const scope =
      owner === undefined
        ? {group_id: target}
        : format === 'json'
          ? {user_id: owner}
          : {user_id: owner, session_id: target}
    this.#opening = Buffer.from(`${JSON.stringify(scope).slice(0, -1)},`)
    this.#idOpening = Buffer.from(`,"message_id":"${target}-`)
  }

  // Piece by piece, the pieces that repeat as bytes: a line that is put together as a string first is copied twice.
  write(m: ConvertedMessage): void {
    const file = this.#file
    this.#lastAt = Math.max(m.at, this.#lastAt + 1)
    if (this.#format === 'ndjson') file.bytes(this.#opening)
    else this.#openElement()
    file.bytes(this.#head(m))
    file.integer(this.#lastAt)
    file.bytes(CONTENT)
    file.json(m.text)
    if (!this.#personal) this.#id(m.key)
    file.bytes(this.#format === 'ndjson' ? LINE_END : ELEMENT_END)
  }

  end(): void {
    if (this.#format === 'ndjson') return
    if (this.#first) this.#openList()
    this.#file.write(this.#first ? ']}\n' : '\n]}\n')
  }

  #id(key: string): void {
    if (joinsPlainly(this.#target, key)) {
      this.#file.bytes(this.#idOpening)
      this.#file.ascii(key)
      this.#file.bytes(QUOTE)
    } else this.#file.write(`,"message_id":"${everosId(this.#target, key)}"`)
  }

  #openList(): void {
    this.#file.bytes(this.#opening)
    this.#file.write('"messages":[')
  }

  #openElement(): void {
    if (this.#first) this.#openList()
    this.#file.bytes(this.#first ? FIRST_ELEMENT : NEXT_ELEMENT)
    this.#first = false
  }

  /** The part that a sender's messages share, made once: half of each line. */
  #head({sender, role, senderName}: ConvertedMessage): Buffer {
    const known = this.#heads.get(sender)
    if (known !== undefined && known.role === role && known.name === senderName && known.personal === this.#personal)
      return known.head
    const name = senderName ?? sender.name
    const who = this.#personal
      ? ''
      : `"sender_id":${JSON.stringify(sender.target)},"sender_name":${JSON.stringify(name)},`
    const head = Buffer.from(`"role":"${role}",${who}"timestamp":`)
    if (this.#heads.size > MOST_HEADS) this.#heads.clear()
    this.#heads.set(sender, {role, name: senderName, personal: this.#personal, head})
    return head
  }
}

const CONTENT = Buffer.from(',"content":')
const QUOTE = Buffer.from('"')
const LINE_END = Buffer.from('}\n')
const FIRST_ELEMENT = Buffer.from('\n{')
const NEXT_ELEMENT = Buffer.from(',\n{')
const ELEMENT_END = Buffer.from('}')

/** Beginning of a sender's lines up to the time, in the role and under the name of the last of them. */
type Heads = Map<Sender, {role: string; name: string | null; personal: boolean; head: Buffer}>
const MOST_HEADS = 10_000
