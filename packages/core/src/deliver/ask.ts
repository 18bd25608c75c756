import type {Answer} from '../target/answer.js'
import type {Unasked} from '../target/target.js'
import type {DeliveryContext} from './context.js'

/** Asks the server something when it is this call's turn. What it says of its load is heeded before another call leaves. */
export function ask<T extends {kind: string} | undefined>(
  work: () => Promise<T>,
  {pace, signal}: DeliveryContext,
): Promise<T> {
  return pace.call(signal, async () => {
    const found = await work()
    pace.heed(answerIn(found))
    return found
  })
}

function answerIn(found: {kind: string} | Answer | Unasked | undefined): Answer | undefined {
  if (found?.kind === 'unasked') return (found as Unasked).answer
  return found?.kind === 'refused' ? (found as Answer) : undefined
}
