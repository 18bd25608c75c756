import {type Fields, isPresent, object, optionalFlag, optionalFraction, optionalInteger, text} from '../check/fields.js'
import {InvalidBody} from '../check/refusal.js'
import type {Route} from '../http/route.js'
import type {Condition} from '../store/condition.js'
import {anyOf, joined} from '../store/condition.js'
import type {World} from '../world.js'
import {episodeItem} from './episode-item.js'
import {type SearchScope, searchScope} from './filters.js'
import {placeFirst, scopedFilters} from './get.js'
import {rawMessages} from './raw-messages.js'

const METHODS = ['agentic', 'hybrid', 'keyword', 'vector']
const TYPES = ['agent_memory', 'episodic_memory', 'profile', 'raw_message']
/** What top_k -1 comes to (CORE search_mem_service.py DEFAULT_TOP_K). */
const DEFAULT_TOP_K = 10

interface Wanted {
  query: string
  method: string
  types: readonly string[]
  topK: number
  filters: Fields
  scope: SearchScope
}

/** POST memories/search. Nothing is ranked: episodes come newest first, whatever the query. */
export function searchRoute(world: World): Route {
  return {
    method: 'POST',
    path: '/api/v1/memories/search',
    kind: 'search',
    prepare(call) {
      const wanted = placeFirst(() => read(object(call.body)))
      return {
        commit({now}) {
          const {query, method, filters, types, scope} = wanted
          const limit = wanted.topK > 0 ? wanted.topK : DEFAULT_TOP_K
          return {
            status: 200,
            body: {
              data: {
                query: {text: query, method, filters_applied: filters},
                episodes: types.includes('episodic_memory') ? episodes(world, scope, limit, now) : [],
                profiles: [],
                raw_messages: types.includes('raw_message') ? rawMessages(world, scope, limit, now) : [],
                agent_memory: null,
                original_data: null,
              },
            },
          }
        },
      }
    },
  }
}

function read(body: Fields): Wanted {
  const query = text(body, 'query', {min: 1})
  const method = isPresent(body, 'method') ? text(body, 'method') || 'hybrid' : 'hybrid'
  if (!METHODS.includes(method))
    throw new InvalidBody(`Value error, Unknown method: '${method}'. Allowed: ${METHODS.join(', ')}`, ['method'])
  const types = memoryTypes(body)
  const topK = optionalInteger(body, 'top_k', -1, 100) ?? -1
  optionalFraction(body, 'radius')
  optionalFlag(body, 'include_original_data')
  const filters = scopedFilters(body)
  const scope = searchScope(filters)
  if (topK === 0)
    throw new InvalidBody('Value error, top_k must be -1 (return all results) or a positive integer (1-100)')
  return {query, method, types, topK, filters, scope}
}

function memoryTypes(body: Fields): readonly string[] {
  if (!isPresent(body, 'memory_types')) return ['episodic_memory', 'profile']
  const types = body.memory_types
  if (!Array.isArray(types)) throw new InvalidBody('Input should be a valid list', ['memory_types'])
  const invalid = types.filter((type) => !TYPES.includes(type))
  if (invalid.length === 0) return types as string[]
  throw new InvalidBody(
    `Value error, memory_types must be from: ${TYPES.join(', ')}. Invalid: ${JSON.stringify(invalid)}`,
    ['memory_types'],
  )
}

function episodes(world: World, scope: SearchScope, limit: number, now: number) {
  const conditions: Condition[] = [{sql: 'visible_at <= ?', values: [now]}]
  if (scope.userId !== undefined) conditions.push({sql: 'owner = ?', values: [scope.userId]})
  if (scope.groupIds !== undefined) conditions.push(anyOf('group_id', scope.groupIds))
  if (scope.sessionId !== undefined) conditions.push({sql: 'session_id = ?', values: [scope.sessionId]})
  if (scope.from !== undefined) conditions.push({sql: 'at >= ?', values: [scope.from]})
  if (scope.until !== undefined) conditions.push({sql: 'at <= ?', values: [scope.until]})
  const {sql, values} = joined('AND', conditions)
  return world.store.memories
    .episodes(`${sql} ORDER BY at DESC, id DESC LIMIT ?`, ...values, limit)
    .map((episode) => ({...episodeItem(episode), score: 0, atomic_facts: []}))
}
