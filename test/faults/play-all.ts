import {addUp, type Verdict} from './judge.js'

/** Most of a case is waiting. */
const AT_ONCE = 24

/** Plays cases side by side and adds up what was wrong. */
export async function playAll<Case>(
  cases: readonly Case[],
  play: (given: Case) => Promise<Verdict>,
  atOnce = AT_ONCE,
): Promise<Verdict> {
  const verdicts: Verdict[] = []
  const waiting = cases.values()
  async function work(): Promise<void> {
    for (const given of waiting) verdicts.push(await play(given))
  }
  await Promise.all(Array.from({length: atOnce}, work))
  return addUp(verdicts)
}
