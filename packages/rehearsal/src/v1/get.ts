import {type Fields, isPresent, object, oneOf, optionalInteger, optionalText, required, text} from '../check/fields.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import type {Route} from '../http/route.js'
import type {World} from '../world.js'
import {episodeItem} from './episode-item.js'
import {episodeFilter} from './filters.js'

const TYPES = ['agent_case', 'agent_skill', 'episodic_memory', 'profile'] as const

/** POST memories/get. This controller checks the body itself, and writes "place: sentence" (CORE memory_get_controller.py). */
export function getRoute(world: World): Route {
  return {
    method: 'POST',
    path: '/api/v1/memories/get',
    kind: 'get',
    prepare(call) {
      const wanted = placeFirst(() => read(object(call.body)))
      return {
        commit({now}) {
          const page = wanted.type === 'episodic_memory' ? episodes(world, wanted, now) : {items: [], total: 0}
          return {
            status: 200,
            body: {
              data: {
                episodes: page.items,
                profiles: [],
                agent_cases: [],
                agent_skills: [],
                total_count: page.total,
                count: page.items.length,
              },
            },
          }
        },
      }
    },
  }
}

interface Wanted {
  type: (typeof TYPES)[number]
  filters: Fields
  page: number
  size: number
  order: 'asc' | 'desc'
}

function read(body: Fields): Wanted {
  const name = text(body, 'memory_type')
  const type = TYPES.find((item) => item === name)
  if (type === undefined)
    throw new InvalidBody(`Value error, memory_type must be one of: ${TYPES.join(', ')}`, ['memory_type'])
  const page = optionalInteger(body, 'page', 1, Number.MAX_SAFE_INTEGER) ?? 1
  const size = optionalInteger(body, 'page_size', 1, 100) ?? 20
  optionalText(body, 'rank_by')
  const order = isPresent(body, 'rank_order') ? oneOf(body.rank_order, ['asc', 'desc'], ['rank_order']) : 'desc'
  const filters = scopedFilters(body)
  if (!isPresent(filters, 'user_id') && !isPresent(filters, 'group_id'))
    throw new InvalidBody("Value error, filters must contain at least one of 'user_id' or 'group_id' at first level", [
      'filters',
    ])
  // Profiles and agent memories belong to users (SDK1 memory_get_params.py).
  if (type !== 'episodic_memory' && !isPresent(filters, 'user_id'))
    throw new Refusal(400, `memory_type '${type}' requires user_id`)
  return {type, filters, page, size, order}
}

export function scopedFilters(body: Fields): Fields {
  const filters = required(body, 'filters')
  if (typeof filters !== 'object' || filters === null || Array.isArray(filters))
    throw new InvalidBody('Input should be a valid dictionary', ['filters'])
  return filters as Fields
}

function episodes(world: World, {filters, page, size, order}: Wanted, now: number) {
  const {sql, values} = episodeFilter(filters)
  const visible = `visible_at <= ? AND ${sql}`
  const {memories} = world.store
  const items = memories.episodes(
    `${visible} ORDER BY at ${order}, id ${order} LIMIT ? OFFSET ?`,
    now,
    ...values,
    size,
    (page - 1) * size,
  )
  return {items: items.map(episodeItem), total: memories.countEpisodes(visible, now, ...values)}
}

/** Turns a problem into this controller's sentence; the place comes first, joined by dots. */
export function placeFirst<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof InvalidBody)) throw error
    const place = error.place.join('.')
    throw new Refusal(422, place === '' ? error.message : `${place}: ${error.message}`)
  }
}
