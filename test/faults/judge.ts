import type {ConversationSelector, Rehearsal} from '@everport/rehearsal'
import type {Books, RunReport} from '#core/run/report'
import {accounted} from '#core/testing/engine'
import {STRANGER} from './stranger.js'

/** One conversation as it was exported. */
export interface Sent {
  name: string
  selector: ConversationSelector
  texts: readonly string[]
}

/** What was done, and what is wrong, counted. From `duplicates` on, zeros but for `unknown` are what an importer owes. */
export interface Verdict {
  /** Processes that were killed, faults that the server's requests met, messages that were exported. */
  kills: number
  faults: number
  messages: number
  duplicates: number
  lost: number
  disorder: number
  overlaps: number
  unflushed: number
  /** Messages that the report lists as unknown. */
  unknown: number
  /** Sentences on the above, and on books and violations. */
  problems: string[]
}

/** A report while the server still misbehaves: nothing twice, and what it says was sent, is there. */
export function judgeReport(rehearsal: Rehearsal, report: RunReport, conversations: readonly Sent[]): Verdict {
  const verdict = blank(rehearsal, report.books, conversations)
  balance(report, verdict)
  let stored = 0
  for (const sent of conversations) stored += new Set(contents(rehearsal, sent, verdict)).size
  const {sent, unknown} = report.books
  if (stored < sent) {
    verdict.lost += sent - stored
    verdict.problems.push(`${sent} messages are said to be sent, ${stored} are stored`)
  }
  if (stored > sent + unknown)
    verdict.problems.push(`${stored} messages are stored, ${sent} said to be sent and ${unknown} unknown`)
  return verdict
}

/**
 * The end, when the server has been well for a while: every message once, in order, flushed, but for those that the server refused.
 * `forgets`: a process was killed, and with it the knowledge of how long the server wanted to be left alone.
 */
export function judgeEnd(
  rehearsal: Rehearsal,
  report: RunReport,
  conversations: readonly Sent[],
  rejected = 0,
  {forgets = false} = {},
): Verdict {
  const verdict = blank(rehearsal, report.books, conversations)
  const say = (problem: string) => verdict.problems.push(problem)
  balance(report, verdict)
  if (report.books.rejected !== rejected) say(`${report.books.rejected} messages are rejected`)
  if (report.state !== (rejected > 0 ? 'partial' : 'done'))
    say(`the run ends ${report.state}: ${report.held.map(({why}) => why).join('; ')}`)
  for (const sent of conversations) {
    const found = contents(rehearsal, sent, verdict)
    const lost = sent.texts.filter((text) => !found.includes(text)).length
    if (lost > report.books.unknown + report.books.pending + rejected) {
      verdict.lost += lost
      say(`${lost} messages of ${sent.name} are nowhere`)
    }
  }
  for (const {kind, conversation, detail, messages} of rehearsal.ledger.violations()) {
    // Two conversations may ask at the same time: the second question was on its way when the first was answered "later".
    if (kind === 'retry-too-soon' && (forgets || conversation === null)) continue
    if (kind === 'overlap') verdict.overlaps += 1
    else if (kind === 'timestamp-order') verdict.disorder += messages
    else if (kind === 'unflushed') verdict.unflushed += 1
    if (kind !== 'duplicate-message' && kind !== 'duplicate-message-id') say(`${kind} in ${conversation}: ${detail}`)
  }
  return verdict
}

function blank(rehearsal: Rehearsal, {unknown}: Books, conversations: readonly Sent[]): Verdict {
  return {
    ...NOTHING,
    faults: rehearsal.ledger.requests().filter(({fault}) => fault !== null).length,
    messages: conversations.reduce((sum, {texts}) => sum + texts.length, 0),
    unknown,
    problems: [],
  }
}

const NOTHING: Verdict = {
  kills: 0,
  faults: 0,
  messages: 0,
  duplicates: 0,
  lost: 0,
  disorder: 0,
  overlaps: 0,
  unflushed: 0,
  unknown: 0,
  problems: [],
}

/** Of several cases, as if they were one. */
export function addUp(verdicts: Iterable<Verdict>): Verdict {
  const sum = {...NOTHING, problems: [] as string[]}
  const counts = Object.keys(NOTHING).filter((name) => name !== 'problems') as Exclude<keyof Verdict, 'problems'>[]
  for (const verdict of verdicts) {
    for (const count of counts) sum[count] += verdict[count]
    sum.problems.push(...verdict.problems)
  }
  return sum
}

function balance(report: RunReport, {problems}: Verdict): void {
  const sum = accounted(report)
  if (sum !== report.books.read) problems.push(`${report.books.read} messages were read, ${sum} are accounted for`)
}

/** The stored texts of a conversation in the server's order. Notes what is there twice or out of order. */
function contents(rehearsal: Rehearsal, {name, selector, texts}: Sent, verdict: Verdict): string[] {
  const stored = rehearsal.ledger.messages(selector).map(({content}) => String(content))
  const found = stored.filter((text) => text !== STRANGER)
  const copies = found.length - new Set(found).size
  if (copies > 0) {
    verdict.duplicates += copies
    verdict.problems.push(`${copies} messages of ${name} are stored twice`)
  }
  const positions = found.map((text) => texts.indexOf(text))
  const jumps = positions.filter((position, i) => i > 0 && position <= positions[i - 1]!).length
  if (jumps > 0 && copies === 0) {
    verdict.disorder += jumps
    verdict.problems.push(`the messages of ${name} are out of order in ${jumps} places`)
  }
  return found
}
