import type {ServerTime} from './server-time.js'

/** A message as the server stored it, in the order of arrival. */
export interface Row {
  text: string
  /** The id that the server knows it by: the client's or its own. */
  id: string
  /** Unix ms. */
  at: number
  sender: string
  role: string
  /** Server time of the commit, and of the cut that took it out of the buffer. */
  stored: number
  cut?: number
}

/** What extraction made of some rows. */
export interface Memory {
  id: string
  owners: readonly string[]
  texts: readonly string[]
  /** Unix ms of the first and the last message. */
  from: number
  to: number
  /** Server time from which reads see it. */
  made: number
}

interface Conversation {
  rows: Row[]
  memories: Memory[]
}

/** What a server holds. Nothing is taken from `arrived`, so that what came twice or was deleted is seen. */
export function openShelf(time: ServerTime) {
  const held = new Map<string, Conversation>()
  const arrived = new Map<string, string[]>()
  /** Rows that the contract lets the server drop for good although it said yes. */
  const swallowed: string[] = []
  let memories = 0

  function conversation(key: string): Conversation {
    const found = held.get(key) ?? {rows: [], memories: []}
    held.set(key, found)
    return found
  }
  const buffered = (key: string) => (held.get(key)?.rows ?? []).filter(({cut}) => cut === undefined)

  function store(key: string, rows: readonly Row[]): void {
    const texts = arrived.get(key) ?? []
    arrived.set(key, texts)
    texts.push(...rows.map(({text}) => text))
    conversation(key).rows.push(...rows)
  }

  /** One memory of `rows`, which leave the buffer; reads see it after `takes` ms. A cell in which no user speaks makes none. */
  function extract(key: string, rows: readonly Row[], takes: number): void {
    for (const row of rows) row.cut = time.now()
    const owners = [...new Set(rows.filter(({role}) => role === 'user').map(({sender}) => sender))]
    if (owners.length === 0) return
    const times = rows.map(({at}) => at)
    memories += 1
    conversation(key).memories.push({
      id: `memory-${memories}`,
      owners,
      texts: rows.map(({text}) => text),
      from: Math.min(...times),
      to: Math.max(...times),
      made: time.now() + takes,
    })
  }

  return {
    store,
    extract,
    buffered,
    swallowed,
    /** What waits, as a reader sees it that is `lag` ms behind. */
    waiting(key: string, lag = 0): Row[] {
      const then = time.now() - lag
      return (held.get(key)?.rows ?? []).filter(({stored, cut}) => stored <= then && (cut === undefined || cut > then))
    },
    memories: (key: string) => (held.get(key)?.memories ?? []).filter(({made}) => made <= time.now()),
    /** Every row that is held, in the buffer or not. */
    everything: (key: string): readonly Row[] => held.get(key)?.rows ?? [],
    keys: () => [...held.keys()],
    remove(key: string): number {
      const found = held.get(key)
      held.delete(key)
      return found === undefined ? 0 : found.memories.length
    },
    /** Texts of a conversation in the order in which they arrived. */
    arrived: (key: string): readonly string[] => arrived.get(key) ?? [],
  }
}

export type Shelf = ReturnType<typeof openShelf>
