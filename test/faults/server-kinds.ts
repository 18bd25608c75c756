import type {RehearsalOptions} from '@everport/rehearsal'

/** One API as one kind of account or server offers it. */
export interface ServerKind {
  name: string
  api: 'v1' | 'v2'
  /** One person and an assistant, instead of a group. */
  personal: boolean
  options: RehearsalOptions
}

const KEY = 'secret-key'

export const SERVER_KINDS: readonly ServerKind[] = [
  {name: 'v1 group', api: 'v1', personal: false, options: {mode: 'v1', key: KEY}},
  {name: 'v1 personal', api: 'v1', personal: true, options: {mode: 'v1', key: KEY}},
  {name: 'v2 Cloud', api: 'v2', personal: false, options: {mode: 'v2-cloud', key: KEY}},
  {name: 'v2 self-hosted 1.4', api: 'v2', personal: false, options: {mode: 'v2-self-hosted'}},
  {name: 'v2 self-hosted 1.2', api: 'v2', personal: false, options: {mode: 'v2-self-hosted', version: '1.2.3'}},
]
