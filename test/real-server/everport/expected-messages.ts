import {startRehearsal} from '@everport/rehearsal'
import {entry} from '../server/held-messages.js'
import {openProject} from './run-everport.js'

/** What an undisturbed import of an export stores, as `session ms sender text`, sorted. */
export async function expectedMessages(path: string): Promise<string[]> {
  const rehearsal = await startRehearsal({mode: 'v2-self-hosted'})
  const project = openProject()
  try {
    await project.everport('import', path, '--api', 'v2', '--base-url', rehearsal.url, '--yes').done
    return rehearsal.ledger
      .conversations()
      .flatMap(({session_id: session}) =>
        rehearsal.ledger
          .messages({session_id: session!})
          .map(({timestamp, sender_id, content}) => entry(session!, timestamp, sender_id, String(content))),
      )
      .sort()
  } finally {
    await rehearsal.close()
    project.remove()
  }
}
