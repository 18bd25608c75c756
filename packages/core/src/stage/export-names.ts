import type {StoredConversation} from '../store/conversations.js'
import type {StoredRun} from '../store/runs.js'
import type {StagedConversation} from '../store/scratch.js'
import type {Store} from '../store/store.js'
import type {MergeNames} from './merging.js'
import type {Naming, Sender} from './naming.js'

/** What an export's conversations and people are called in the state file. */
export class ExportNames implements MergeNames {
  readonly #run: StoredRun
  readonly #naming: Naming
  readonly #store: Store
  /** Conversations of two that this run made: by id. Whose they are may show later. */
  readonly #made: boolean[] = []

  constructor(run: StoredRun, naming: Naming, store: Store) {
    this.#run = run
    this.#naming = naming
    this.#store = store
  }

  sender(person: number): Sender {
    return this.#naming.sender(person)
  }

  role(...row: Parameters<Naming['role']>): ReturnType<Naming['role']> {
    return this.#naming.role(...row)
  }

  stored(c: StagedConversation): StoredConversation {
    const key = this.#naming.ledgerKey(c)
    const {destination, source} = this.#run
    const name = this.#naming.conversationName(c)
    const topic = c.topic ?? ''
    const known = this.#store.conversations.find(destination, source, key)
    if (known?.name === name && known.topic === topic) return known
    const {target, kind, owner} = known ?? this.#identity(c)
    const stored = this.#store.conversations.save({destination, source, key, target, kind, owner, name, topic})
    if (known === undefined && c.kind !== 'group') this.#made[stored.id] = true
    return stored
  }

  #identity(c: StagedConversation): Pick<StoredConversation, 'target' | 'kind' | 'owner'> {
    const owner = this.#naming.owner(c)
    const target = this.#naming.conversationTarget(c)
    return {target, kind: owner === undefined ? 'group' : 'personal', owner: owner ?? ''}
  }

  /** Once more, when all is read: takes over names that came late, and whose the conversation is. */
  settle(c: StagedConversation): void {
    const {id} = this.stored(c)
    const owner = this.#naming.owner(c)
    if (owner !== undefined && this.#made[id]) this.#store.conversations.setOwner(id, owner)
  }
}
