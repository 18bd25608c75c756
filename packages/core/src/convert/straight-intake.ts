import type {ImportOptions} from '../config/import-options.js'
import type {ConversationRecord, PersonRecord} from '../model/record.js'
import {InOrder, OutOfOrder} from '../stage/in-order.js'
import type {Intake, Unread} from '../stage/intake.js'
import type {Naming} from '../stage/naming.js'
import type {Registry, StagedConversation, StagedPerson} from '../store/scratch.js'
import type {StagedMessage} from '../store/staged-row.js'
import type {ConversationWriter, ConversionFiles} from './conversation-writer.js'
import type {ConvertedRejects} from './converted-rejects.js'

/** People and conversations held in memory here; larger exports are staged. */
const MOST_NAMES = 200_000
/** About 100 MB. */
const MOST_IDS = 8_000_000

/**
 * Writes messages out as they are read, as long as each conversation comes in order: times not falling, no message twice, names settled
 * before they are used; and, where conversations have files of their own, one conversation after the other. Most exports are like that and
 * so need no database at all. At the first message that is not, it throws `OutOfOrder`.
 */
export class StraightIntake implements Intake, Registry {
  readonly #files: ConversionFiles
  readonly #rejects: ConvertedRejects
  readonly #options: Pick<ImportOptions, 'assistants'>
  readonly #onFiltered: (conversation: number) => void
  readonly #conversations: StagedConversation[] = []
  readonly #conversationNumbers = new Map<string, number>()
  readonly #people: StagedPerson[] = []
  readonly #personNumbers = new Map<string, number>()
  readonly #spoke: boolean[] = []
  #naming!: Naming
  readonly #order = new InOrder(MOST_IDS)
  readonly #writers: ConversationWriter[] = []
  /** Number of the conversation whose message came last. */
  #current = 0
  /** Messages written. */
  sent = 0

  constructor(
    files: ConversionFiles,
    rejects: ConvertedRejects,
    options: Pick<ImportOptions, 'assistants'>,
    onFiltered: (conversation: number) => void,
  ) {
    this.#files = files
    this.#rejects = rejects
    this.#options = options
    this.#onFiltered = onFiltered
  }

  /** Naming looks things up here and is asked from here: it is made in between. */
  use(naming: Naming): void {
    this.#naming = naming
  }

  conversation({id, name, kind, topic, local, people}: ConversationRecord): number {
    // Who owns it is known only once all of it is read.
    if (kind === 'assistant' || (kind === 'direct' && this.#options.assistants.length > 0)) throw new OutOfOrder()
    const number = this.#conversationNumbers.get(id)
    const known = number === undefined ? undefined : this.#conversations[number - 1]
    if (known) {
      if (this.#order.hasBegun(known.id) && known.local !== (local ? 1 : 0)) throw new OutOfOrder()
      Object.assign(known, {
        name: name || known.name,
        kind,
        topic: topic || known.topic,
        local: Math.max(known.local, local ? 1 : 0),
      })
      return known.id
    }
    this.#conversations.push({
      id: this.#conversations.length + 1,
      key: id,
      name: name || null,
      kind,
      topic: topic || null,
      local: local ? 1 : 0,
      people: people ? JSON.stringify(people) : null,
    })
    if (this.#conversations.length > MOST_NAMES) throw new OutOfOrder()
    this.#conversationNumbers.set(id, this.#conversations.length)
    return this.#conversations.length
  }

  person({id, name, bot, local}: PersonRecord): number {
    const number = this.personNumber(id)
    const known = this.#people[number - 1]!
    const next = {
      name: name || known.name,
      bot: Math.max(known.bot, bot ? 1 : 0),
      local: Math.max(known.local, local ? 1 : 0),
    }
    const changes = next.name !== known.name || next.bot !== known.bot || next.local !== known.local
    if (changes && this.#spoke[number]) throw new OutOfOrder()
    Object.assign(known, next)
    return number
  }

  conversationNumber(key: string): number | undefined {
    return this.#conversationNumbers.get(key)
  }

  personNumber(key: string): number {
    let number = this.#personNumbers.get(key)
    if (number === undefined) {
      number = this.#people.push({id: this.#people.length + 1, key, name: null, bot: 0, local: 0})
      if (number > MOST_NAMES) throw new OutOfOrder()
      this.#personNumbers.set(key, number)
    }
    return number
  }

  fileNumber(): number {
    return 0
  }

  message(m: StagedMessage): void {
    // A direct chat with an assistant's messages may turn out to be personal.
    if (m.role === 'assistant' && this.getConversation(m.conversation).kind === 'direct') throw new OutOfOrder()
    if (m.conversation !== this.#current) this.#turnTo(m.conversation)
    this.#order.take(m)
    if (this.#order.isUnproven) throw new OutOfOrder()
    const sender = this.#naming.sender(m.person)
    this.#spoke[m.person] = true
    const role = this.#naming.role(m, sender)
    if (role === 'drop') {
      this.#onFiltered(m.conversation)
      return
    }
    this.#writer(m.conversation).write({sender, role, senderName: m.senderName, at: m.at, key: m.key, text: m.text})
    this.sent += 1
  }

  unread({conversation, message, ...unread}: Unread): void {
    // Its sender's name is written here too, and must not change any more.
    if (message) this.#spoke[message.person] = true
    const role = message && this.#naming.role(message, this.#naming.sender(message.person))
    this.#rejects.add(
      {
        ...unread,
        conversation: conversation === 0 ? undefined : this.getConversation(conversation),
        message: role === 'drop' ? undefined : message,
        role: role === 'assistant' ? 'assistant' : 'user',
      },
      this.#naming,
    )
  }

  finish(): {conversations: number; people: number} {
    this.#end()
    return {conversations: this.#conversations.length, people: this.#spoke.filter(Boolean).length}
  }

  getConversation(id: number): StagedConversation {
    return this.#conversations[id - 1]!
  }

  getPerson(id: number): StagedPerson {
    return this.#people[id - 1]!
  }

  personName(key: string): string | undefined {
    const number = this.#personNumbers.get(key)
    return number === undefined ? undefined : (this.#people[number - 1]!.name ?? undefined)
  }

  speakers(): {person: number; role: string}[] {
    return []
  }

  #writer(conversation: number): ConversationWriter {
    let writer = this.#writers[conversation]
    if (writer === undefined) {
      writer = this.#files.conversation(this.#naming.conversationTarget(this.getConversation(conversation)), undefined)
      this.#writers[conversation] = writer
    }
    return writer
  }

  #turnTo(conversation: number): void {
    if (!this.#files.takesTurns) {
      if (conversation < this.#current) throw new OutOfOrder()
      this.#end()
    }
    this.#current = conversation
  }

  #end(): void {
    const writer = this.#writers[this.#current]
    if (!writer) return
    writer.end()
    this.#files.ended()
  }
}
