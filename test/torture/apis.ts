import {SERVER_KINDS, type ServerKind} from '../faults/server-kinds.js'

/** What a row of the table covers. Cases take turns among its servers. */
export interface Api {
  id: string
  name: string
  servers: readonly ServerKind[]
}

const named = (start: string) => SERVER_KINDS.filter(({name}) => name.startsWith(start))

export const APIS: readonly Api[] = [
  {id: 'v1', name: 'Cloud v1', servers: named('v1')},
  {id: 'v2-cloud', name: 'Cloud v2', servers: named('v2 Cloud')},
  {id: 'v2-self-hosted', name: 'self-hosted v2', servers: named('v2 self-hosted')},
]
