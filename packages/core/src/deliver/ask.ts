import type {Answer} from '../target/answer.js'
import type {Unasked} from '../target/target.js'
import type {DeliveryContext} from './context.js'
import {Stop} from './stops.js'
import {asksToWait, refused} from './target-errors.js'

/**
 * Asks the server something when it is this call's turn. What it says of its load is heeded before another call leaves.
 * @throws Stop when it does not know the key any more, or wants to be left alone for long.
 */
export async function ask<T extends {kind: string} | undefined>(
  work: () => Promise<T>,
  {pace, queue, signal}: DeliveryContext,
): Promise<T> {
  const found = await pace.call(queue, signal, async () => {
    const brought = await work()
    pace.heed(answerIn(brought))
    return brought
  })
  const answer = answerIn(found)
  if (answer?.kind === 'refused') {
    if (answer.status === 401) throw new Stop(refused(answer, pace.successes === 0))
    if (pace.isTooLong(answer)) throw new Stop(asksToWait(answer))
  }
  return found
}

function answerIn(found: {kind: string} | Answer | Unasked | undefined): Answer | undefined {
  if (found?.kind === 'unasked') return (found as Unasked).answer
  return found?.kind === 'refused' ? (found as Answer) : undefined
}
