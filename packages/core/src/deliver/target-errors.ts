import {EverportError} from '../errors/everport-error.js'
import type {Refused} from '../target/answer.js'

/** Nobody answered. */
export function unreachable(reason: string): EverportError {
  return new EverportError('TARGET_UNREACHABLE', `The server cannot be reached: ${reason}.`, {
    hints: [
      'Check the address (--base-url or EVEROS_BASE_URL) and the network.',
      'everport resume   continues where this run stopped.',
    ],
  })
}

/** The server wants to be left alone for longer than a run waits. */
export function asksToWait({status, reason, retryAfterMs = 0}: Refused): EverportError {
  const said = reason === '' ? '' : ` (${status}: ${reason})`
  const minutes = Math.ceil(retryAfterMs / 60_000)
  return new EverportError('TARGET_REFUSED', `The server asks to come back in ${minutes} minutes${said}.`, {
    hints: ['A quota may be used up.', 'everport resume   continues then where this run stopped.'],
  })
}

/** The server answered that this key, account or address is not for us. `isFirst`: nothing was accepted before. */
export function refused({status, reason}: Pick<Refused, 'status' | 'reason'>, isFirst: boolean): EverportError {
  const said = reason === '' ? '' : ` and says: ${reason}`
  if (status === 401) {
    return new EverportError('TARGET_REFUSED', `The server answers 401, it does not know the key${said}.`, {
      hints: ['Check EVEROS_API_KEY: is it complete, and a key of this server?'],
    })
  }
  if (status === 403) {
    return new EverportError(
      'TARGET_REFUSED',
      `The server answers 403 to ${isFirst ? 'the first request' : 'everything now'}${said}.`,
      {
        hints: ['An account is for API v1 or v2: try the other one with --api.', 'Check that the key may write.'],
      },
    )
  }
  return new EverportError('TARGET_REFUSED', `The server answers ${status}${said}.`, {
    hints: ['Check the address (--base-url or EVEROS_BASE_URL) and the API version (--api).'],
  })
}
