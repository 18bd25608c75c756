import type {ImportOptions} from '../config/import-options.js'
import {everosId} from '../model/everos-id.js'
import type {Registry, StagedConversation} from '../store/scratch.js'
import type {StagedMessage} from '../store/staged-row.js'

export interface Sender {
  target: string
  name: string
  bot: boolean
  assistant: boolean
}

/** What merging asks of names. */
export interface Names {
  sender(person: number): Sender
  role(row: Pick<StagedMessage, 'role' | 'bot'>, sender: Sender): 'user' | 'assistant' | 'drop'
}

const REMEMBERED = 50_000

/** Native ids and names -> the ids, names and roles that are sent. */
export class Naming implements Names {
  readonly #registry: Registry
  readonly #source: string
  readonly #namespace: string
  readonly #bots: ImportOptions['bots']
  readonly #assistants: ReadonlySet<string>
  readonly #identities = new Map<string, {id: string; name: string}>()
  readonly #senders = new Map<number, Sender>()

  constructor(
    registry: Registry,
    source: string,
    namespace: string,
    options: Pick<ImportOptions, 'assistants' | 'bots' | 'identities'>,
  ) {
    this.#registry = registry
    this.#source = source
    this.#namespace = namespace
    this.#bots = options.bots
    this.#assistants = new Set(options.assistants)
    for (const {id, name, is} of options.identities) for (const native of is) this.#identities.set(native, {id, name})
  }

  /** The group or session id. The namespace makes ids unique that are unique only inside their export. */
  conversationTarget(c: Pick<StagedConversation, 'key' | 'local'>): string {
    return this.#id(c.key, c.local === 1)
  }

  /** The key under which the ledger knows the conversation: with the namespace when the id is local, since two exports may share it. */
  ledgerKey(c: Pick<StagedConversation, 'key' | 'local'>): string {
    return c.local === 1 ? `${this.#namespace}/${c.key}` : c.key
  }

  conversationName(c: StagedConversation): string {
    if (c.name) return c.name
    const people: string[] = c.people ? JSON.parse(c.people) : []
    const names = people.slice(0, 8).map((key) => this.#registry.personName(key) ?? key)
    return names.length === 0 ? c.key : names.join(', ')
  }

  sender(person: number): Sender {
    let sender = this.#senders.get(person)
    if (!sender) {
      const row = this.#registry.getPerson(person)
      const native = `${this.#source}-${row.key}`
      const identity = this.#identities.get(native)
      sender = {
        target: identity?.id ?? this.#id(row.key, row.local === 1),
        name: identity?.name ?? row.name ?? row.key,
        bot: row.bot === 1,
        assistant:
          this.#assistants.has(row.key) ||
          this.#assistants.has(native) ||
          (identity !== undefined && this.#assistants.has(identity.id)),
      }
      if (this.#senders.size >= REMEMBERED) this.#senders.clear()
      this.#senders.set(person, sender)
    }
    return sender
  }

  /** What the user said goes first, then what the source knows, then the policy for bots. `drop` leaves the message out. */
  role(row: Pick<StagedMessage, 'role' | 'bot'>, sender: Sender): 'user' | 'assistant' | 'drop' {
    if (sender.assistant) return 'assistant'
    if (row.role) return row.role
    return row.bot || sender.bot ? this.#bots : 'user'
  }

  /**
   * The user id of a conversation between one person and an assistant, or undefined when it is a group: the source calls it
   * one, or it is a direct chat whose other side the user listed in `assistants`.
   */
  owner(c: StagedConversation): string | undefined {
    if (c.kind === 'group') return undefined
    const speakers = this.#registry.speakers(c.id, 1000)
    const users = new Set<string>()
    let assistants = 0
    for (const {person, role} of speakers) {
      const sender = this.sender(person)
      if (sender.assistant || role === 'assistant' || (c.kind === 'assistant' && role === '' && sender.bot))
        assistants += 1
      else users.add(sender.target)
    }
    if (users.size !== 1 || (c.kind === 'direct' && assistants === 0)) return undefined
    return [...users][0]
  }

  #id(key: string, local: boolean): string {
    return local ? everosId(this.#source, this.#namespace, key) : everosId(this.#source, key)
  }
}
