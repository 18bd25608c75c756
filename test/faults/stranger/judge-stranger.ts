import type {RunReport} from '#core/run/report'
import {accounted} from '#core/testing/engine'
import type {Sent} from '../judge.js'
import type {Stranger} from './start-stranger.js'

/**
 * What an importer owes, as sentences on what is amiss. `end`: the server has been well for a while, so that nothing may be left. `prefix`: what the
 * importer puts in front of a conversation's id. `refuses`: texts that are refused, and rejected therefore.
 */
export function judgeStranger(
  {shelf, manners}: Stranger,
  report: RunReport,
  conversations: readonly Sent[],
  {end, prefix = 'memo-', refuses}: {end: boolean; prefix?: string; refuses?: RegExp | undefined},
): string[] {
  const problems: string[] = []
  const say = (count: number, problem: string) => void (count > 0 && problems.push(`${count} ${problem}`))
  let stored = 0
  let rejected = 0
  for (const {name, texts} of conversations) {
    const key = prefix + name
    const positions = new Map(texts.map((text, i) => [text, i]))
    const found = shelf.arrived(key).map((text) => positions.get(text) ?? -1)
    const different = new Set(found)
    stored += different.size
    say(found.length - different.size, `messages of ${name} twice`)
    say(found.filter((position) => position < 0).length, `messages of ${name} that nobody sent`)
    const jumps = found.filter((position, i) => i > 0 && position < found[i - 1]!).length
    say(found.length === different.size ? jumps : 0, `jumps in the order of ${name}`)
    if (!end) continue
    const refused = texts.filter((text) => refuses?.test(text)).length
    rejected += refused
    say(texts.length - refused - different.size, `messages of ${name} lost`)
    say(shelf.buffered(key).length, `messages of ${name} unflushed`)
  }
  say(shelf.swallowed.length, `messages swallowed by the server: ${shelf.swallowed[0]}`)
  say(manners.overlaps.length, `overlaps, of them ${manners.overlaps[0]}`)
  const wrong = manners.refusals.filter(
    ({status, message}) => status !== 404 && status < 500 && !message.endsWith('refused'),
  )
  say(wrong.length, `requests that the contract refuses: ${wrong[0]?.status} ${wrong[0]?.path} ${wrong[0]?.message}`)
  const {read, sent, unknown} = report.books
  say(Math.abs(read - accounted(report)), 'messages are not accounted for')
  say(sent - stored, 'messages are said to be sent and are not there')
  if (!end) return problems
  if (report.state !== (rejected > 0 ? 'partial' : 'done'))
    problems.push(`the run ends ${report.state}: ${report.held.map(({why}) => why).join('; ')}`)
  say(unknown, 'messages unknown')
  if (report.books.rejected !== rejected)
    problems.push(`${report.books.rejected} messages rejected, not ${rejected}: ${report.rejects[0]?.reason}`)
  return problems
}
