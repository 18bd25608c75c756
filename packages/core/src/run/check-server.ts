import type {DeliveryOptions} from '../config/import-options.js'
import {refused, unreachable} from '../deliver/target-errors.js'
import {EverportError} from '../errors/everport-error.js'
import type {TargetConversation} from '../target/target.js'
import {openTarget} from './open-target.js'
import type {RunContext} from './run.js'

export interface ServerCheck {
  /** For people: `EverOS 1.5.1 (self-hosted)`. */
  name: string
  /** How long the answer took. */
  ms: number
}

/** Nothing is called so: asking what waits in it tells whether the key and the API fit, and changes nothing. */
const NOBODY = 'everport-doctor'
const CONVERSATION: TargetConversation = {target: NOBODY, kind: 'group', owner: NOBODY, name: NOBODY, topic: ''}

/**
 * Asks a server something harmless.
 * @throws EverportError `TARGET_…` with what to do
 */
export async function checkServer(
  delivery: DeliveryOptions,
  key: string | undefined,
  context: Pick<RunContext, 'signal' | 'timing'>,
): Promise<ServerCheck> {
  const target = await openTarget(delivery, key, context)
  try {
    const start = performance.now()
    const pending = await target.pending(CONVERSATION, [NOBODY])
    const ms = Math.round(performance.now() - start)
    if (pending === undefined || pending.kind === 'told') return {name: target.name, ms}
    const {answer} = pending
    if (answer.kind === 'refused') throw refused(answer, true)
    if (answer.kind === 'lost' && answer.cause === 'foreign') throw notEveros(delivery.baseUrl)
    throw unreachable(answer.reason)
  } finally {
    await target.close()
  }
}

function notEveros(baseUrl: string): EverportError {
  return new EverportError('TARGET_REFUSED', `${baseUrl} answers, and not as EverOS does.`, {
    hints: ['Check the address (--base-url or EVEROS_BASE_URL): it ends before /api.'],
  })
}
