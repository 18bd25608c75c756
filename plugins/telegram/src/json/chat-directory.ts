import type {InputFile, JsonValue} from '@everport/plugin-kit'
import {chatNature} from '../peer-id.js'
import {asNumber, asText, type RawMessage} from '../raw.js'
import {type ChatHeader, chatKey, headerField, isPacked, keyText, type ScannedChat, scanChats} from './chat-headers.js'

/** What is known of a chat when its first message comes. */
export interface FoundChat {
  header: ChatHeader
  /** Whether the file packs ids; undefined when it does not show. */
  isPacked: boolean | undefined
  /** For a chat without an id: one that no other chat of the file has. */
  madeUpId: string
}

/**
 * What the chats of one result.json say of themselves. Normally that stands before their messages; where keys were moved, or are
 * missing, one more pass over the file tells. Holds a few words a chat, and forgets chats that are done.
 */
export class ChatDirectory {
  readonly #file: InputFile
  readonly #headers = new Map<string, ChatHeader>()
  readonly #sameNames = new Map<string, number>()
  #scanned: Map<string, ScannedChat> | undefined
  #isPacked: boolean | undefined
  #self: string | undefined
  #count = 0
  /** The chat whose messages are being read: what is found of it now comes too late to count it. */
  #current = ''

  constructor(file: InputFile) {
    this.#file = file
  }

  /** Chats with or without messages that were met. */
  get count(): number {
    return this.#count
  }

  /** Prefixed id of the account's owner, when the file tells. */
  get self(): string | undefined {
    return this.#self
  }

  /** Takes a value that a header selection matched. */
  note({selection, path, value}: JsonValue): void {
    const field = headerField(selection)
    if (field === 'self') {
      this.#setSelf(value)
      return
    }
    const key = chatKey(path)
    if (!key) return
    const text = keyText(key)
    const header = this.#headers.get(text) ?? {}
    if (!this.#headers.has(text) && text !== this.#current) this.#count += 1
    header[field] = value
    this.#headers.set(text, header)
  }

  /** The chat that a message belongs to which is the first of it. */
  async open(section: number, index: number, first: RawMessage): Promise<FoundChat> {
    this.#headers.delete(this.#current)
    const text = keyText({section, index})
    this.#current = text
    if (!this.#headers.has(text)) this.#count += 1
    let header = this.#headers.get(text) ?? {}
    if (!isComplete(header)) header = {...header, ...(await this.#scan()).get(text)}
    this.#isPacked = isPacked(first) ?? this.#scanned?.get(text)?.isPacked ?? this.#isPacked
    return {header, isPacked: this.#isPacked, madeUpId: asNumber(header.id) === undefined ? this.#madeUpId(header) : ''}
  }

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

  /** Two chats of one name and type are told apart by their order. */
  #madeUpId({name, type}: ChatHeader): string {
    const id = [asText(type), asText(name)].filter((part) => part !== '').join('-') || 'chat'
    const count = (this.#sameNames.get(id) ?? 0) + 1
    this.#sameNames.set(id, count)
    return count === 1 ? id : `${id}-${count}`
  }
}

/** Enough is known to name the conversation. Chats without a name of their own have a fixed one. */
function isComplete({name, type, id}: ChatHeader): boolean {
  return type !== undefined && id !== undefined && (name !== undefined || chatNature(type).name !== undefined)
}
