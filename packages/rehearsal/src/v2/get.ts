import {
  type Fields,
  forbidOthers,
  isPresent,
  object,
  oneOf,
  optionalFlag,
  optionalInteger,
  required,
} from '../check/fields.js'
import {InvalidBody} from '../check/refusal.js'
import type {Route} from '../http/route.js'
import type {Settings} from '../options.js'
import type {World} from '../world.js'
import {episodeItem} from './episode-item.js'
import {checkReadable, episodeCondition, type ReadScope, readScope} from './read-scope.js'

const KEYS = new Set([
  ...['user_id', 'agent_id', 'app_id', 'project_id', 'memory_type', 'page', 'page_size', 'sort_by', 'sort_order'],
  'filters',
])
const CLOUD_KEYS = new Set([...KEYS, 'with_readable_episode'])
const TYPES = ['episode', 'profile', 'agent_case', 'agent_skill'] as const
type MemoryType = (typeof TYPES)[number]

interface Wanted {
  type: MemoryType
  page: number
  size: number
  order: 'asc' | 'desc'
  scope: ReadScope
}

/** Pages through the memories of one owner. Only episodes exist here. Unknown keys are refused (everos 1.5.1 get/dto.py). */
export function getRoute(world: World, path: string): Route {
  return {
    method: 'POST',
    path,
    kind: 'get',
    prepare(call) {
      const wanted = read(object(call.body), world.settings)
      return {
        commit({now}) {
          checkReadable(wanted.scope)
          const {items, total} = wanted.type === 'episode' ? episodes(world, wanted, now) : {items: [], total: 0}
          return {
            status: 200,
            body: {
              request_id: call.requestId,
              data: {
                episodes: items,
                profiles: [],
                agent_cases: [],
                agent_skills: [],
                total_count: total,
                count: items.length,
              },
            },
          }
        },
      }
    },
  }
}

function read(body: Fields, {mode, version}: Settings): Wanted {
  const {finish} = readScope(body, mode, version)
  const type = oneOf(required(body, 'memory_type'), TYPES, ['memory_type'])
  const page = optionalInteger(body, 'page', 1, Number.MAX_SAFE_INTEGER) ?? 1
  const size = optionalInteger(body, 'page_size', 1, 100) ?? 20
  if (isPresent(body, 'sort_by')) oneOf(body.sort_by, ['timestamp', 'updated_at'], ['sort_by'])
  const order = isPresent(body, 'sort_order') ? oneOf(body.sort_order, ['asc', 'desc'], ['sort_order']) : 'desc'
  // Known to the Cloud alone (SDK2 models/get_input.py).
  if (mode === 'v2-cloud') optionalFlag(body, 'with_readable_episode')
  forbidOthers(body, mode === 'v2-cloud' ? CLOUD_KEYS : KEYS)
  const scope = finish()
  const needs = type === 'episode' || type === 'profile' ? 'user' : 'agent'
  if (scope.ownerKind !== needs) throw new InvalidBody(`Value error, memory_type '${type}' requires ${needs}_id`)
  return {type, page, size, order, scope}
}

function episodes(world: World, {scope, page, size, order}: Wanted, now: number) {
  const {sql, values} = episodeCondition(scope, now)
  const {memories} = world.store
  const sorted = `${sql} ORDER BY at ${order}, id ${order} LIMIT ? OFFSET ?`
  const items = memories.episodes(sorted, ...values, size, (page - 1) * size).map(episodeItem)
  return {items, total: memories.countEpisodes(sql, ...values)}
}
