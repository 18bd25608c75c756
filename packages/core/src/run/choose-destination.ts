import {EverportError} from '../errors/everport-error.js'
import type {Destination} from '../store/runs.js'
import type {Store} from '../store/store.js'
import {accountOf, scopeOf} from './open-target.js'
import type {ImportRequest} from './run.js'
import {runName} from './run-name.js'

/**
 * What a person says of a key that earlier runs to the same server did not have: `same`, a new key of their account; `other`, another
 * account, to which nothing was sent yet. No API of EverOS tells whose a key is.
 */
export type AccountAnswer = 'same' | 'other'

/**
 * The destination of an import, by server, account and scope: what was sent there is not sent again.
 * @throws EverportError `RUN_CHANGED` when only the person can know whether it is the account of earlier runs.
 */
export function chooseDestination({account, delivery, dryRun, key}: ImportRequest, store: Store): Destination {
  const {api, baseUrl} = delivery
  const scope = scopeOf(delivery)
  const own = accountOf(key, store.runs.salt())
  const known = store.runs.destinationsAt(api, baseUrl, scope)
  const [newest] = known
  if (newest === undefined || account === 'other' || known.some((destination) => destination.account === own))
    return store.runs.destination(api, baseUrl, own, scope)
  // A plan without a key is one for the account that was used last.
  if (dryRun && (key === undefined || account === 'same')) return newest
  if (account === 'same') return store.runs.setAccount(newest.id, own)
  throw new EverportError(
    'RUN_CHANGED',
    `The API key is another one than ${runName(newest.run)} was sent to ${baseUrl} with. Sent again to the same account, every message would be there twice.`,
    {
      hints: [
        '--account same    it is a new key of the same account: only what is new is sent',
        '--account other   it is another account, which has nothing yet',
      ],
    },
  )
}
