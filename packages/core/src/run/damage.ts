import type {Source} from '../source/source.js'
import type {GroupedNotice} from './report.js'

/** Codes of skips and notices that mean: the export holds more than could be read. Sources share them (docs/source-contract.md). */
const DAMAGE = /^(unreadable|truncated)(-|$)/

/** True for a reason to skip that means: this was meant as a message, and cannot be read. */
export function isDamage(reason: string, {damage = []}: Pick<Source, 'damage'>): boolean {
  return DAMAGE.test(reason) || damage.includes(reason)
}

/** How many messages and files of an export could not be read. Not zero means that a result is partial, however well it was sent. */
export function damage({
  unread,
  notices,
}: {
  unread: number
  notices: readonly Pick<GroupedNotice, 'code' | 'count'>[]
}): number {
  return notices.reduce((sum, {code, count}) => sum + (DAMAGE.test(code) ? count : 0), unread)
}
