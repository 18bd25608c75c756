import {pythonInstant} from '../http/api.js'
import type {Episode} from '../store/memories.js'

export const PLACEHOLDER = 'Placeholder of the rehearsal server, which extracts no memory.'

/** An episode as v1 shows it (SDK1 episode_item.py). Its text is a placeholder. */
export function episodeItem(episode: Episode): Record<string, unknown> {
  const senders = JSON.parse(episode.senders) as string[]
  return {
    id: episode.uid,
    user_id: episode.owner,
    group_id: episode.groupId,
    session_id: episode.sessionId,
    timestamp: pythonInstant(episode.at),
    participants: senders,
    sender_ids: senders,
    summary: PLACEHOLDER,
    subject: 'Placeholder',
    episode: PLACEHOLDER,
    type: 'Conversation',
    parent_type: 'memcell',
    parent_id: cellUid(episode.cell),
  }
}

/** Looks like a MongoDB ObjectId. */
export function cellUid(cell: number): string {
  return `ce11${cell.toString(16).padStart(20, '0')}`
}

export function episodeUid(episode: number): string {
  return `e915${episode.toString(16).padStart(20, '0')}`
}
