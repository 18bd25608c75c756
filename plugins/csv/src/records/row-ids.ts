import {hash} from 'node:crypto'
import {hash53} from '@everport/plugin-kit'
import {createRecentNumbers, type RecentNumbers} from './recent-numbers.js'

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
  // Of these a file needs one, rarely both: they are large.
  let counts: RecentNumbers | undefined
  let contents: RecentNumbers | undefined
  return {
    of(conversation, sender, at, text) {
      counts ??= createRecentNumbers(REMEMBERED)
      const key = digest(conversation, sender, String(at), text)
      // 48 bits tell apart what is remembered; a clash would only number a row that needs no number.
      const short = Number.parseInt(key.slice(0, 12), 16)
      const nth = (counts.get(short) ?? 0) + 1
      counts.set(short, nth)
      return nth === 1 ? key : `${key}-${nth}`
    },
    checked(conversation, id, at, text) {
      contents ??= createRecentNumbers(REMEMBERED)
      const key = hash53(id, hash53(conversation))
      const content = hash53(text, at)
      const known = contents.claim(key, content)
      if (known === undefined || known === content) return {id, clash: false}
      return {id: `${id}-${digest(String(at), text).slice(0, 8)}`, clash: true}
    },
  }
}

export function digest(...parts: string[]): string {
  return hash('sha256', parts.join('\0'), 'hex').slice(0, 24)
}
