import type {Condition} from './condition.js'
import {STATE} from './schema.js'
import type {Store} from './store.js'

/**
 * Soft-deletes the episodes that a condition selects, and the messages of cells that nobody remembers any more. What still waits for
 * extraction is not a memory and stays. Gives the number of episodes.
 */
export function forgetMemories({db, memories, messages}: Store, {sql, values}: Condition): number {
  const cells = db.prepare(`SELECT DISTINCT cell AS id FROM episode WHERE deleted = 0 AND ${sql}`).all(...values) as {
    id: number
  }[]
  const deleted = memories.deleteEpisodes(sql, ...values)
  for (const {id} of cells)
    if (memories.countEpisodes('cell = ?', id) === 0)
      messages.delete(
        `conversation = (SELECT conversation FROM cell WHERE id = ?) AND cell = ? AND state = ${STATE.extracted}`,
        id,
        id,
      )
  return deleted
}
