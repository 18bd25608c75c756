import type {ConversationRecord, PersonRecord} from '../model/record.js'
import type {Scratch, StagedConversation} from '../store/scratch.js'
import type {StagedMessage} from '../store/staged-row.js'
import type {ConversationMerge} from './conversation-merge.js'
import {Gathering} from './gathering.js'
import {InOrder, OutOfOrder} from './in-order.js'
import type {Intake, Unread} from './intake.js'
import type {Merging} from './merging.js'

/** Conversations that may take turns. Each keeps what its next slice will hold in mind: some ten kilobytes. */
const MOST_OPEN = 1000
/** About 25 MB. Whether more come twice, the state file tells at the end. */
const MOST_IDS = 2_000_000
/** Turns that are nothing yet. */
const FEW_TURNS = 1000
/** Messages for which there may be one turn; where there are more turns, messages are gathered. */
const TURN_EVERY = 20
/** The same of gathered messages; where there are more turns, sorting them first is quicker. */
const GATHERED_TURN_EVERY = 10

/**
 * Takes messages into the state file as they are read: half the work of staging and sorting them first. Holds for exports in order, in which
 * every name is settled before it is used; most are. Conversations, people and what cannot be read go by way of the scratch file.
 */
export class StraightStaging implements Intake {
  readonly #scratch: Scratch
  readonly #merging: Merging
  readonly #order: InOrder
  readonly #spoke: boolean[] = []
  /** The one that was used longest ago comes first. */
  readonly #open = new Map<number, ConversationMerge>()
  readonly #closed: boolean[] = []
  readonly #changed = new Set<number>()
  #current: ConversationMerge | undefined
  #gathering: Gathering | undefined
  /** Times that an earlier conversation went on, in the messages taken since they are gathered. */
  #turns = 0
  #taken = 0
  /** Messages taken. */
  count = 0

  /** @param mostIds of those that do not rise, remembered at most */
  constructor(scratch: Scratch, merging: Merging, mostIds = MOST_IDS) {
    this.#order = new InOrder(mostIds)
    this.#scratch = scratch
    this.#merging = merging
  }

  conversation(record: ConversationRecord): number {
    const known = this.#scratch.conversationNumber(record.id)
    if (known === undefined || !this.#order.hasBegun(known)) return this.#scratch.conversation(record)
    // Its id would be another.
    if (record.local === true && this.#scratch.getConversation(known).local === 0) throw new OutOfOrder()
    this.#changed.add(known)
    return this.#scratch.conversation(record)
  }

  person(record: PersonRecord): number {
    const number = this.#scratch.personNumber(record.id)
    if (!this.#spoke[number]) return this.#scratch.person(record)
    const before = this.#scratch.getPerson(number)
    this.#scratch.person(record)
    const after = this.#scratch.getPerson(number)
    if (before.name !== after.name || before.bot !== after.bot || before.local !== after.local) throw new OutOfOrder()
    return number
  }

  conversationNumber(key: string): number | undefined {
    return this.#scratch.conversationNumber(key)
  }

  personNumber(key: string): number {
    return this.#scratch.personNumber(key)
  }

  fileNumber(path: string): number {
    return this.#scratch.fileNumber(path)
  }

  message(m: StagedMessage): void {
    this.#order.take(m)
    // Opened before it is noted who speaks: what a conversation is hangs on all who ever do, and is settled at the end.
    const conversation = this.#conversationOf(m.conversation)
    this.#scratch.speaker(m.conversation, m.person, m.role)
    this.#spoke[m.person] = true
    this.count += 1
    if (this.#gathering === undefined) this.#pass(m, conversation)
    else if (this.#gathering.add(m)) this.#handOn(this.#gathering)
  }

  unread(unread: Unread): void {
    this.#scratch.unread(unread)
  }

  /** Whether no message came twice is not known. */
  get isUnproven(): boolean {
    return this.#order.isUnproven
  }

  /** Closes what is open. Gives the conversations of which more may be known now than when their first message came. */
  *end(): Generator<StagedConversation> {
    if (this.#gathering !== undefined) this.#handOn(this.#gathering)
    for (const conversation of this.#open.values()) this.#merging.close(conversation)
    this.#open.clear()
    for (const one of this.#scratch.conversations()) {
      const mayDiffer = this.#changed.has(one.id) || one.name === null || one.kind !== 'group'
      if (mayDiffer && this.#order.hasBegun(one.id)) yield one
    }
  }

  #conversationOf(staged: number): ConversationMerge {
    if (this.#current?.staged === staged) return this.#current
    return this.#open.get(staged) ?? this.#begin(staged)
  }

  #begin(staged: number): ConversationMerge {
    if (this.#closed[staged]) throw new OutOfOrder()
    if (this.#open.size === MOST_OPEN) this.#closeOldest()
    const conversation = this.#merging.open(staged)
    this.#open.set(staged, conversation)
    return conversation
  }

  #handOn(gathering: Gathering): void {
    for (const messages of gathering.take()) {
      const conversation = this.#open.get(messages[0]!.conversation)!
      for (const m of messages) this.#pass(m, conversation)
    }
  }

  #pass(m: StagedMessage, conversation: ConversationMerge): void {
    if (this.#current !== conversation) this.#turnTo(conversation)
    conversation.take(m)
    this.#taken += 1
  }

  #turnTo(conversation: ConversationMerge): void {
    if (conversation.hasBegun) this.#turnBack()
    this.#current = conversation
    this.#open.delete(conversation.staged)
    this.#open.set(conversation.staged, conversation)
  }

  #turnBack(): void {
    this.#turns += 1
    const every = this.#gathering === undefined ? TURN_EVERY : GATHERED_TURN_EVERY
    if (this.#turns <= FEW_TURNS || this.#turns * every <= this.#taken) return
    if (this.#gathering !== undefined) throw new OutOfOrder()
    this.#gathering = new Gathering()
    this.#turns = 0
    this.#taken = 0
  }

  #closeOldest(): void {
    if (this.#gathering !== undefined) this.#handOn(this.#gathering)
    const [staged, conversation] = this.#open.entries().next().value!
    this.#merging.close(conversation)
    this.#open.delete(staged)
    this.#closed[staged] = true
  }
}
