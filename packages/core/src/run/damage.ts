import type {Books, GroupedNotice} from './report.js'

/** Codes of skips and notices that mean: the export holds more than could be read. Sources share them (docs/source-contract.md). */
const DAMAGE = /^(unreadable|truncated)(-|$)/

/** How many messages and files of an export could not be read. Not zero means that a result is partial, however well it was sent. */
export function damage(
  {skipped}: Pick<Books, 'skipped'>,
  notices: readonly Pick<GroupedNotice, 'code' | 'count'>[],
): number {
  const messages = Object.entries(skipped).map(([code, count]) => ({code, count}))
  return [...messages, ...notices].reduce((sum, {code, count}) => sum + (DAMAGE.test(code) ? count : 0), 0)
}
