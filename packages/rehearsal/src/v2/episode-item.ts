import type {Episode} from '../store/memories.js'
import {zuluInstant} from './instants.js'

const PLACEHOLDER = 'Placeholder of the rehearsal server, which extracts no memory.'

/** An episode as v2 shows it (OSSDOC GetEpisodeItem; SDK2 docs/EpisodeItem.md). Its text is a placeholder. */
export function episodeItem(episode: Episode): Record<string, unknown> {
  return {
    id: episode.uid,
    user_id: episode.owner,
    app_id: episode.appId,
    project_id: episode.projectId,
    session_id: episode.sessionId,
    timestamp: zuluInstant(episode.at),
    sender_ids: JSON.parse(episode.senders) as string[],
    summary: PLACEHOLDER,
    subject: 'Placeholder',
    episode: PLACEHOLDER,
    type: 'Conversation',
  }
}
