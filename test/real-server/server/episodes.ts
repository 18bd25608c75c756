import {ask} from './ask.js'

// Every person of a conversation has a file of each of its memories.
const LAG_LIMIT = 80_000

/** Waits until everything that was extracted can be read: `/health` counts the files that are not indexed yet. */
export async function indexed(url: string): Promise<void> {
  const until = Date.now() + LAG_LIMIT
  // Zero twice: between a file and the watcher's notice of it the count is zero as well (docs/api.md "eventual consistency").
  for (let quiet = 0; quiet < 2; ) {
    const {body} = await ask(url, '/health')
    const pending = (body as {cascade?: {pending: number} | null}).cascade?.pending ?? 0
    quiet = pending === 0 ? quiet + 1 : 0
    if (Date.now() > until) throw new Error(`${pending} files are not indexed after ${LAG_LIMIT} ms`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

interface EpisodeRow {
  user_id: string
  session_id: string
  timestamp: string
  sender_ids: string[]
}

/** What `/get` shows of each owner: `owner session ms senders`, sorted. */
export async function ownedEpisodes(url: string, owners: string[], app: string, project: string): Promise<string[]> {
  const found: string[] = []
  for (const owner of owners) {
    for (let page = 1; ; page++) {
      const {body} = await ask(url, '/api/v2/memory/get', {
        ...{user_id: owner, memory_type: 'episode', app_id: app, project_id: project},
        ...{page, page_size: 100},
      })
      const {episodes, total_count: total} = (body as {data: {episodes: EpisodeRow[]; total_count: number}}).data
      for (const {user_id, session_id, timestamp, sender_ids} of episodes)
        found.push(`${user_id} ${session_id} ${Date.parse(timestamp)} ${[...sender_ids].sort()}`)
      if (page * 100 >= total) break
    }
  }
  return found.sort()
}
