import type {SourceRecord} from '@everport/plugin-kit'
import {nameOf} from './text/event-text.js'

/** Accounts of Telegram itself: service notifications and login codes. */
const PROGRAMS = ['user777000', 'user489000']

/** Who has been introduced so far, so that each person is yielded once, and again only when more is known. */
export class People {
  readonly #names = new Map<string, string>()
  readonly #bots = new Set<string>(PROGRAMS)

  /** Yields the person into `out` when new. `name` null is how the writer names deleted accounts. */
  introduce(id: string, name: unknown, out: SourceRecord[], details: {bot?: boolean; local?: boolean} = {}): void {
    const known = this.#names.get(id)
    const isNewlyBot = details.bot === true && !this.#bots.has(id)
    if (known !== undefined && !isNewlyBot && (known === name || typeof name !== 'string' || name === '')) return
    const shown = typeof name === 'string' && name !== '' ? name : (known ?? nameOf(name))
    if (isNewlyBot) this.#bots.add(id)
    this.#names.set(id, shown)
    const bot = this.#bots.has(id)
    out.push({type: 'person', id, name: shown, ...(bot && {bot}), ...(details.local === true && {local: true})})
  }
}
