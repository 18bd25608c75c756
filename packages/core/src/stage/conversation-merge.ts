import {hash53} from '../model/hash53.js'
import type {StoredConversation} from '../store/conversations.js'
import type {StagedRow} from '../store/staged-row.js'
import type {Store} from '../store/store.js'
import type {SliceLimits} from '../target/slice-limits.js'
import type {Names} from './naming.js'
import {estimateTokens, Slicer} from './slicer.js'
import type {Tallies} from './tallies.js'

/** In place of the hash of what a state file of version 4 holds: made by another rule. */
const NOT_COMPARED = 0

/**
 * One conversation while its messages pass by in order: numbers them, moves their times where two would be equal, and cuts slices.
 * EverOS drops or shuffles messages of one conversation that share a millisecond (docs/everos.md 2.6, 4.1), so times strictly increase
 * by the smallest step: +1 ms.
 */
export class ConversationMerge {
  readonly staged: number
  readonly stored: StoredConversation
  readonly #run: number
  readonly #store: Store
  readonly #names: Names
  readonly #tallies: Tallies
  readonly #file: (staged: number) => number
  readonly #slicer: Slicer
  readonly #known: boolean
  #seq: number
  #lastAt: number
  /** Messages whose time was moved. */
  adjusted = 0
  /** Messages that an earlier run sent and whose text is another now. */
  edited = 0
  /** Messages older than some that an earlier run had already sent: they are sent after them. */
  late = 0

  constructor(
    staged: number,
    stored: StoredConversation,
    run: number,
    store: Store,
    names: Names,
    tallies: Tallies,
    file: (staged: number) => number,
    limits: SliceLimits,
  ) {
    this.staged = staged
    this.stored = stored
    this.#run = run
    this.#store = store
    this.#names = names
    this.#tallies = tallies
    this.#file = file
    this.#known = stored.next_seq > 0
    this.#seq = stored.next_seq
    this.#lastAt = 0
    this.#slicer = new Slicer(limits, (first, last) => store.deliveries.addSlice(run, stored.id, first, last))
  }

  take(row: StagedRow): void {
    const sender = this.#names.sender(row.person)
    const role = this.#names.role(row, sender)
    if (role === 'drop') {
      this.#tallies.add(this.staged, 'filtered', 'bots')
      return
    }
    const digest = hash53(row.text)
    if (this.#known && this.#wasStaged(row.key, digest)) return
    const at = this.#freeTime(row.at)
    this.#store.messages.append({
      conversation: this.stored.id,
      seq: this.#seq,
      run: this.#run,
      key: row.key,
      sender: this.#store.messages.senderNumber(sender.target, row.senderName ?? sender.name),
      role,
      at,
      hash: digest,
      text: row.text,
      file: row.file === null ? null : this.#file(row.file),
      record: row.record,
      line: row.line,
    })
    this.#slicer.push({seq: this.#seq, at, tokens: estimateTokens(row.text)})
    this.#seq += 1
  }

  /** Some message of this run is on its way. */
  get hasBegun(): boolean {
    return this.#lastAt > 0
  }

  end(): void {
    this.#slicer.end()
    if (this.#seq > this.stored.next_seq) {
      this.#store.conversations.setEnd(this.stored.id, this.#seq, Math.max(this.stored.last_at, this.#lastAt))
    }
  }

  #wasStaged(key: string, digest: number): boolean {
    const before = this.#store.messages.hashOf(this.stored.id, key)
    if (before === undefined) return false
    this.#tallies.add(this.staged, 'already')
    if (before !== digest && before !== NOT_COMPARED) this.edited += 1
    return true
  }

  #freeTime(wanted: number): number {
    let at = Math.max(wanted, this.#lastAt + 1)
    if (this.#known && wanted <= this.stored.last_at) {
      this.late += 1
      while (at <= this.stored.last_at && this.#store.messages.hasTime(this.stored.id, at)) at += 1
    }
    if (at !== wanted) this.adjusted += 1
    this.#lastAt = at
    return at
  }
}
