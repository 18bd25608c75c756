import type {StoredConversation} from '../store/conversations.js'
import type {StoredRequest} from '../store/deliveries.js'
import type {DeliveryContext} from './context.js'
import {lookUp} from './look-up.js'
import {Hold, Interrupted} from './stops.js'

/** `stored`: to be taken for stored. `absent`: proven not to be. `unproven`: not known, and the same bytes may be sent again all the same. */
export type Fate = 'stored' | 'absent' | 'unproven'

/**
 * Finds out, or lets the person's word decide, what became of a request whose answer was lost. `left`: as in `lookUp`. `isSame`: sent
 * again it would be the same bytes.
 * @throws Hold when nobody knows and the person did not say.
 */
export async function decide(
  conversation: StoredConversation,
  request: StoredRequest,
  {left, isSame}: {left: number; isSame: boolean},
  context: DeliveryContext,
): Promise<Fate> {
  const {store, options, target, timing, signal} = context
  const found = await lookUp(conversation, request, left, context)
  if (found.kind === 'stored') {
    store.deliveries.accept(request.id, null, timing.now())
    context.progressed({sent: request.messages, requests: 1})
    return 'stored'
  }
  if (signal.aborted) throw new Interrupted()
  if (found.kind === 'absent') {
    store.deliveries.setRequest(request.id, 'refused', request.cause, request.reason)
    return 'absent'
  }
  if (isSame && target.resendIsHarmless) return 'unproven'
  if (options.onUnknown === 'resend') {
    if (!isSame) store.deliveries.setRequest(request.id, 'refused', request.cause, request.reason)
    return 'unproven'
  }
  if (options.onUnknown === 'skip') {
    store.deliveries.setRequest(request.id, 'abandoned', request.cause, request.reason)
    return 'stored'
  }
  throw new Hold(`${request.messages} messages may or may not be stored (${request.cause}); ${found.why}`)
}
