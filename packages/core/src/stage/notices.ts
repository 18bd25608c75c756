import type {GroupedNotice} from '../run/report.js'
import type {Notice} from '../source/source.js'

const EXAMPLES = 5

/** Notices by code: the first ones in full, then only their number, so that a million bad lines stay one line to read. */
export class Notices {
  readonly #groups = new Map<string, GroupedNotice>()

  /** @returns true while the notice is among the examples, and so worth showing as it happens. */
  add(notice: Notice): boolean {
    let group = this.#groups.get(notice.code)
    if (!group) {
      group = {code: notice.code, count: 0, examples: []}
      this.#groups.set(notice.code, group)
    }
    group.count += 1
    if (group.examples.length >= EXAMPLES) return false
    group.examples.push(notice)
    return true
  }

  grouped(): GroupedNotice[] {
    return [...this.#groups.values()]
  }
}
