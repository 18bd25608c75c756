import {Refusal} from '../check/refusal.js'
import type {Mode, RehearsalOptions} from '../options.js'

/** Who may call what. */
export class Access {
  readonly #mode: Mode
  readonly #keys = new Map<string, Mode>()

  constructor({mode = 'v1', key, accounts = []}: RehearsalOptions) {
    this.#mode = mode
    if (key !== undefined) this.#keys.set(key, mode)
    for (const account of accounts) this.#keys.set(account.key, account.mode)
  }

  /** The mode of the account that calls. Throws 401. */
  account(authorization: string | undefined): Mode {
    if (this.#mode === 'v2-self-hosted' || this.#keys.size === 0) return this.#mode
    const key = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
    const mode = key === undefined ? undefined : this.#keys.get(key)
    if (mode === undefined) throw new Refusal(401, 'Missing or invalid bearer token')
    return mode
  }
}

/** Which API answers on a path of the Cloud. Uploads kept their v1 path when v2 came (SDK2 docs/StorageApi.md). */
export function modeOfPath(path: string, account: Mode): Mode {
  if (account === 'v2-self-hosted' || !path.startsWith('/api/') || path === '/api/v1/object/sign') return account
  return path.startsWith('/api/v2/') ? 'v2-cloud' : 'v1'
}

/** An account is v1 or v2; the other version's paths are forbidden (SDK2 docs/MemoryApi.md). */
export function checkVersion(path: string, account: Mode): void {
  if (modeOfPath(path, account) === account) return
  throw new Refusal(403, `This account's memory API version does not match the interface version of ${path}`)
}
