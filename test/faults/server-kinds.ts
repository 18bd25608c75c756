import type {RehearsalOptions} from '@everport/rehearsal'

/** One API as one kind of account or server offers it. */
export interface ServerKind {
  name: string
  api: 'v1' | 'v2'
  /** One person and an assistant, instead of a group. */
  personal: boolean
  options: RehearsalOptions
  /** So many real ms takes an add of somebody else that is queued in every session when the import begins: what comes behind it queues too. */
  busyMs?: number
}

const KEY = 'secret-key'

export const SERVER_KINDS: readonly ServerKind[] = [
  {name: 'v1 group', api: 'v1', personal: false, options: {mode: 'v1', key: KEY}},
  {name: 'v1 personal', api: 'v1', personal: true, options: {mode: 'v1', key: KEY}},
  {name: 'v2 Cloud', api: 'v2', personal: false, options: {mode: 'v2-cloud', key: KEY}},
  {name: 'v2 Cloud that queues', api: 'v2', personal: false, options: {mode: 'v2-cloud', key: KEY, queues: 'always'}},
  {name: 'v2 self-hosted 1.4', api: 'v2', personal: false, options: {mode: 'v2-self-hosted'}},
  {name: 'v2 self-hosted 1.2', api: 'v2', personal: false, options: {mode: 'v2-self-hosted', version: '1.2.3'}},
  {
    name: 'v2 self-hosted 1.5, busy',
    api: 'v2',
    personal: false,
    options: {mode: 'v2-self-hosted', version: '1.5.1'},
    busyMs: 2000,
  },
]
