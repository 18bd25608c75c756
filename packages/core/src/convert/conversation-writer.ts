import {everosId} from '../model/everos-id.js'
import type {Sender} from '../stage/naming.js'
import {OutputFile} from './output-file.js'

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
  #open: OutputFile | undefined

  constructor(folder: string, format: Format) {
    this.#folder = folder
    this.#whole = format === 'ndjson' ? new OutputFile(folder, 'messages.ndjson') : undefined
  }

  /** Whether messages of several conversations may take turns: not where each has a file of its own. */
  get takesTurns(): boolean {
    return this.#whole !== undefined
  }

  /** `owner` is the user id of a personal conversation, undefined for a group. */
  conversation(target: string, owner: string | undefined): ConversationWriter {
    this.#open = this.#whole ?? new OutputFile(this.#folder, `${target}.json`)
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
  readonly #opening: string
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
    this.#opening = `${JSON.stringify(scope).slice(0, -1)},`
  }

  write(m: ConvertedMessage): void {
    this.#lastAt = Math.max(m.at, this.#lastAt + 1)
    const isLine = this.#format === 'ndjson'
    // Piece by piece: a line that is put together first is copied twice, and every character of it as wide as its widest.
    if (isLine) this.#file.write(this.#opening)
    else this.#file.write(this.#first ? `${this.#opening}"messages":[\n{` : ',\n{')
    this.#file.write(this.#head(m))
    this.#file.write(`"timestamp":${this.#lastAt},"content":`)
    this.#file.write(JSON.stringify(m.text))
    this.#file.write(isLine ? `${this.#tail(m)}}\n` : `${this.#tail(m)}}`)
    this.#first = false
  }

  end(): void {
    if (this.#format === 'json') this.#file.write(this.#first ? `${this.#opening}"messages":[]}\n` : '\n]}\n')
  }

  /** The part that a sender's messages share, made once: half of each line. */
  #head({sender, role, senderName}: ConvertedMessage): string {
    if (this.#personal) return `"role":"${role}",`
    const known = this.#heads.get(sender)
    if (known !== undefined && known.role === role && known.name === senderName) return known.head
    const head = headOf(role, sender.target, senderName ?? sender.name)
    if (this.#heads.size > MOST_HEADS) this.#heads.clear()
    this.#heads.set(sender, {role, name: senderName, head})
    return head
  }

  #tail({key}: ConvertedMessage): string {
    return this.#personal ? '' : `,"message_id":"${everosId(this.#target, key)}"`
  }
}

/** Beginning of a sender's lines, in the role and under the name of the last of them. */
type Heads = Map<Sender, {role: string; name: string | null; head: string}>
const MOST_HEADS = 10_000

function headOf(role: string, target: string, name: string): string {
  return `"role":"${role}","sender_id":${JSON.stringify(target)},"sender_name":${JSON.stringify(name)},`
}
