import {checkedKeys, checkedPage, checkedSearch, filtersOf, timesOf} from './checks.js'
import {type Answer, type Asked, refuse} from './contract.js'
import type {Memory, Row, Shelf} from './shelf.js'

type Fields = Asked['body']

const SEARCH = [
  ...['app_id', 'project_id', 'user_id', 'agent_id', 'query', 'method', 'top_k', 'radius', 'min_score', 'filters'],
  ...['include_profile', 'enable_llm_rerank', 'with_readable_episode'],
]
const GET = [
  ...['app_id', 'project_id', 'user_id', 'agent_id', 'memory_type', 'page', 'page_size', 'sort_by', 'sort_order'],
  ...['with_readable_episode', 'filters'],
]

/** A session of an app and a project. */
export function keyOf(body: Fields, session = body.session_id): string {
  const {app_id: app = 'default', project_id: project = 'default'} = body
  return app === 'default' && project === 'default' ? String(session) : `${app}/${project}/${session}`
}

/** Reads that are one on all servers of the v2 API. `lagMs`: so far behind what is stored is a search. */
export function v2Reads(shelf: Shelf, {lagMs = 0, onlyKeyword = false, rounds = false} = {}) {
  const yes = (data: unknown): Answer => ({status: 200, body: {request_id: 'r', data}})

  function search({body}: Asked): Answer {
    checkedKeys(body, SEARCH)
    checkedOwner(body)
    checkedSearch(body)
    if (onlyKeyword && (body.method ?? 'hybrid') !== 'keyword')
      refuse(422, 'PROVIDER_NOT_CONFIGURED: no embedding service')
    const filters = filtersOf(body)
    const session = Object.keys(filters).length === 1 ? filters.session_id : undefined
    const unprocessed_messages =
      typeof session === 'string'
        ? shelf
            .waiting(keyOf(body, session), lagMs)
            .toSorted((a, b) => a.at - b.at)
            .map((row) => shownRow(body, session, row))
        : []
    return yes({episodes: [], profiles: [], agent_cases: [], agent_skills: [], unprocessed_messages})
  }

  function shownRow({app_id = 'default', project_id = 'default'}: Fields, session: string, row: Row) {
    const iso = new Date(row.at).toISOString()
    return {
      ...{id: row.id, app_id, project_id, session_id: session, sender_id: row.sender, sender_name: null},
      ...{role: row.role, content: row.text, tool_calls: null, tool_call_id: null},
      // Python keeps microseconds, and leaves them out when there are none.
      timestamp: rounds
        ? iso
            .replace('.000Z', 'Z')
            .replace(/(\.\d{3})Z$/, '$1000Z')
            .replace('Z', '+00:00')
        : iso,
    }
  }

  function get({body}: Asked): Answer {
    checkedKeys(body, GET)
    checkedOwner(body)
    const {memory_type: type, user_id: user} = body
    const types = user === undefined ? ['agent_case', 'agent_skill'] : ['episode', 'profile']
    if (!types.includes(String(type))) refuse(422, `memory_type: not ${String(type)} of this owner`)
    if (!['timestamp', 'updated_at'].includes(String(body.sort_by ?? 'timestamp'))) refuse(422, 'sort_by: unknown')
    const {page, size} = checkedPage(body)
    const filters = filtersOf(body)
    const isIn = timesOf(filters)
    const prefix = keyOf(body, '')
    const keys = shelf.keys().filter((key) => (prefix === '' ? !key.includes('/') : key.startsWith(prefix)))
    const found =
      type !== 'episode'
        ? []
        : keys
            .filter((key) => filters.session_id === undefined || key === keyOf(body, filters.session_id))
            .flatMap((key) => shelf.memories(key).map((memory) => ({...memory, session: key.slice(prefix.length)})))
            .filter(({owners, to}) => owners.includes(String(user)) && isIn(to))
            .toSorted((a, b) => (body.sort_order === 'asc' ? a.to - b.to : b.to - a.to))
    const episodes = found.slice((page - 1) * size, page * size).map((memory) => shownEpisode(body, memory))
    const rest = {profiles: [], agent_cases: [], agent_skills: []}
    return yes({episodes, ...rest, count: episodes.length, total_count: found.length})
  }

  function shownEpisode(
    {app_id = 'default', project_id = 'default', user_id}: Fields,
    {id, session, to, owners, texts}: Memory & {session: string},
  ) {
    const text = texts.join('\n')
    return {
      ...{id, app_id, project_id, user_id, session_id: session, timestamp: new Date(to).toISOString()},
      ...{sender_ids: owners, summary: text.slice(0, 200), subject: texts[0], episode: text, type: 'Conversation'},
    }
  }

  /** By session, by user, or by both; of one app and project. */
  function remove({body}: Asked): Answer {
    const {user_id: user, agent_id: agent, session_id: session} = body
    const filters = Object.entries({user_id: user, agent_id: agent, session_id: session}).filter(([, value]) => value)
    if (filters.length === 0) refuse(422, 'one of user_id, agent_id and session_id is required')
    if (user !== undefined && agent !== undefined) refuse(422, 'user_id and agent_id exclude each other')
    const prefix = keyOf(body, '')
    const keys = shelf
      .keys()
      .filter((key) => (prefix === '' ? !key.includes('/') : key.startsWith(prefix)))
      .filter((key) => session === undefined || key === keyOf(body, session))
      .filter((key) => user === undefined || shelf.everything(key).some(({sender}) => sender === user))
    const count = keys.reduce((sum, key) => sum + shelf.remove(key), 0)
    return yes({filters: filters.map(([name]) => name), count})
  }

  return {search, get, remove}
}

function checkedOwner({user_id: user, agent_id: agent}: Fields): void {
  if ((user === undefined) === (agent === undefined)) refuse(422, 'exactly one of user_id and agent_id is required')
  const owner = user ?? agent
  if (typeof owner !== 'string' || owner === '') refuse(422, 'user_id: at least one character')
}
