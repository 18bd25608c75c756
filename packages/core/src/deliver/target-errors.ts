import {EverportError} from '../errors/everport-error.js'

/** Nobody answered. */
export function unreachable(reason: string): EverportError {
  return new EverportError('TARGET_UNREACHABLE', `The server cannot be reached: ${reason}.`, {
    hints: [
      'Check the address (--base-url or EVEROS_BASE_URL) and the network.',
      'everport resume   continues where this run stopped.',
    ],
  })
}

/** The server answered that this key, account or address is not for us. */
export function refused(status: number, reason: string): EverportError {
  const said = reason === '' ? '' : ` and says: ${reason}`
  if (status === 401) {
    return new EverportError('TARGET_REFUSED', `The server answers 401, it does not know the key${said}.`, {
      hints: ['Check EVEROS_API_KEY: is it complete, and a key of this server?'],
    })
  }
  if (status === 403) {
    return new EverportError('TARGET_REFUSED', `The server answers 403 to the first request${said}.`, {
      hints: ['An account is for API v1 or v2: try the other one with --api.', 'Check that the key may write.'],
    })
  }
  return new EverportError('TARGET_REFUSED', `The server answers ${status}${said}.`, {
    hints: ['Check the address (--base-url or EVEROS_BASE_URL) and the API version (--api).'],
  })
}
