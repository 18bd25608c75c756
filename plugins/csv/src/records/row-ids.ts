import {hash} from 'node:crypto'

/** Ids for rows that have none, the same whenever the row is read again. */
export interface RowIds {
  /**
   * A hash of what the row says, with a running number among rows that say the same: people do repeat "ok". Independent of where the
   * row stands, so that it survives rows that are added before or behind it.
   */
  of(conversation: string, sender: string, at: number, text: string): string
  /** The row's own id, unless another row had it with another content: then with a hash of the content behind it. */
  checked(conversation: string, id: string, at: number, text: string): {id: string; clash: boolean}
}

/** Rows remembered in each of two generations. Equal rows further apart than this get the same id: see the README. */
const REMEMBERED = 32_768

export function createRowIds(): RowIds {
  const counts = createRecentMap<number, number>()
  const contents = createRecentMap<string, string>()
  return {
    of(conversation, sender, at, text) {
      const key = digest(conversation, sender, String(at), text)
      // 48 bits tell apart what is remembered; a clash would only number a row that needs no number.
      const short = Number.parseInt(key.slice(0, 12), 16)
      const nth = (counts.get(short) ?? 0) + 1
      counts.set(short, nth)
      return nth === 1 ? key : `${key}-${nth}`
    },
    checked(conversation, id, at, text) {
      const key = `${conversation}\0${id}`
      const content = `${at} ${text.length} ${text.slice(0, 40)}`
      const known = contents.get(key)
      if (known === undefined) contents.set(key, content)
      if (known === undefined || known === content) return {id, clash: false}
      return {id: `${id}-${digest(String(at), text).slice(0, 8)}`, clash: true}
    },
  }
}

export function digest(...parts: string[]): string {
  return hash('sha256', parts.join('\0'), 'hex').slice(0, 24)
}

/** A map that forgets what was not touched for long. */
export function createRecentMap<Key, Value>(
  size = REMEMBERED,
): {
  get(key: Key): Value | undefined
  set(key: Key, value: Value): void
} {
  let young = new Map<Key, Value>()
  let old = new Map<Key, Value>()
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set(key, value) {
      young.set(key, value)
      if (young.size >= size) {
        old = young
        young = new Map()
      }
    },
  }
}
