import type {Rehearsal} from '@everport/rehearsal'
import type {Sent} from './judge.js'

/** What somebody else says, long before anybody of the export speaks. */
export const STRANGER = 'somebody else was here first'
const LONG_AGO = Date.UTC(2020, 0, 1)

/** Another client of a self-hosted server queues an add in every session (docs/everos.md 2.4). */
export async function queueElsewhere({url}: Pick<Rehearsal, 'url'>, sessions: readonly Pick<Sent, 'selector'>[]) {
  for (const {selector} of sessions) {
    const message = {sender_id: 'eve', role: 'user', timestamp: LONG_AGO, content: STRANGER}
    const response = await fetch(`${url}/api/v2/memory/add`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({...selector, async_mode: true, messages: [message]}),
    })
    await response.arrayBuffer()
    if (response.status !== 202) throw new Error(`an add that asks to be queued is answered ${response.status}`)
  }
}
