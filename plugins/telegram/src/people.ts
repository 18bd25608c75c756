import type {SourceRecord} from '@everport/plugin-kit'
import {nameOf} from './text/event-text.js'

/** Accounts of Telegram itself: service notifications and login codes. */
const PROGRAMS = new Set(['user777000', 'user489000'])

/** Who has been introduced so far, so that each person is yielded once and again only under a new name. */
export class People {
  readonly #names = new Map<string, string>()

  /** Yields the person into `out` when new. `name` null is how the writer names deleted accounts. */
  introduce(id: string, name: unknown, out: SourceRecord[], details: {bot?: boolean; local?: boolean} = {}): void {
    const known = this.#names.get(id)
    if (known !== undefined && (known === name || typeof name !== 'string' || name === '')) return
    const shown = nameOf(name)
    this.#names.set(id, shown)
    if (known === shown) return
    const bot = details.bot === true || PROGRAMS.has(id)
    out.push({type: 'person', id, name: shown, ...(bot && {bot}), ...(details.local === true && {local: true})})
  }
}
