import type {FaultCase} from './fault-case.js'
import type {Verdict} from './judge.js'

/** Most of a case is waiting. */
const AT_ONCE = 24

/** Plays cases side by side and adds up what is wrong. */
export async function playAll(
  cases: readonly FaultCase[],
  play: (given: FaultCase) => Promise<Verdict>,
): Promise<Verdict> {
  const total: Verdict = {duplicates: 0, lost: 0, disorder: 0, overlaps: 0, unflushed: 0, unknown: 0, problems: []}
  const waiting = cases.values()
  async function work(): Promise<void> {
    for (const given of waiting) {
      const verdict = await play(given)
      total.duplicates += verdict.duplicates
      total.lost += verdict.lost
      total.disorder += verdict.disorder
      total.overlaps += verdict.overlaps
      total.unflushed += verdict.unflushed
      total.unknown += verdict.unknown
      total.problems.push(...verdict.problems)
    }
  }
  await Promise.all(Array.from({length: AT_ONCE}, work))
  return total
}
