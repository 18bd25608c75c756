import type {Episode} from '../store/memories.js'

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

/** `2026-05-28T11:30:36Z`, with six digits of a fraction where there is one: as pydantic writes an instant in UTC. */
export function zuluInstant(ms: number): string {
  const iso = new Date(ms).toISOString()
  return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : `${iso.slice(0, -1)}000Z`
}
