import {
  type Fields,
  forbidOthers,
  isPresent,
  object,
  oneOf,
  optionalFlag,
  optionalFraction,
  optionalInteger,
  text,
} from '../check/fields.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import type {Route} from '../http/route.js'
import type {Settings} from '../options.js'
import {isAtLeast} from '../version.js'
import type {World} from '../world.js'
import {episodeItem} from './episode-item.js'
import {checkReadable, episodeCondition, type ReadScope, readScope} from './read-scope.js'
import {unprocessedMessages} from './unprocessed.js'

const METHODS = ['keyword', 'vector', 'hybrid', 'agentic', 'llm_multiround'] as const
// Of the self-hosted server, whose default this is; what the Cloud knows is not told.
const DEFAULT_METHOD = 'hybrid'
const KEYS = [
  'user_id',
  'agent_id',
  'app_id',
  'project_id',
  'query',
  'method',
  'top_k',
  'radius',
  'min_score',
  'include_profile',
  'enable_llm_rerank',
  'filters',
]
const CLOUD_KEYS = ['with_readable_episode']
const DEFAULT_TOP_K = 10

/** Nothing is ranked: episodes come newest first, whatever the query. Unknown keys are refused (OSSDOC; SDK2 search_input.py). */
export function searchRoute(world: World, path: string): Route {
  const keys = new Set([...KEYS, ...(world.settings.mode === 'v2-cloud' ? CLOUD_KEYS : [])])
  return {
    method: 'POST',
    path,
    kind: 'search',
    prepare(call) {
      const {scope, topK} = read(object(call.body), keys, world.settings)
      return {
        commit({now}) {
          checkReadable(scope)
          const {sql, values} = episodeCondition(scope, now)
          const limit = topK > 0 ? topK : DEFAULT_TOP_K
          const found =
            scope.ownerKind === 'user'
              ? world.store.memories.episodes(`${sql} ORDER BY at DESC, id DESC LIMIT ?`, ...values, limit)
              : []
          return {
            status: 200,
            body: {
              request_id: call.requestId,
              data: {
                episodes: found.map((episode) => ({...episodeItem(episode), score: 0, atomic_facts: []})),
                profiles: [],
                agent_cases: [],
                agent_skills: [],
                unprocessed_messages: unprocessedMessages(world, scope, now),
              },
            },
          }
        },
      }
    },
  }
}

function read(body: Fields, keys: ReadonlySet<string>, settings: Settings): {scope: ReadScope; topK: number} {
  const {mode, version} = settings
  const {finish} = readScope(body, mode, version)
  text(body, 'query', {min: 1})
  const method = isPresent(body, 'method') ? oneOf(body.method, methods(settings), ['method']) : DEFAULT_METHOD
  const topK = optionalInteger(body, 'top_k', -1, 100) ?? -1
  if (topK === 0) throw new InvalidBody('Value error, top_k must be -1 or between 1 and 100', ['top_k'])
  optionalFraction(body, 'radius')
  optionalFraction(body, 'min_score')
  optionalFlag(body, 'include_profile')
  optionalFlag(body, 'enable_llm_rerank')
  if (mode === 'v2-cloud') optionalFlag(body, 'with_readable_episode')
  forbidOthers(body, keys)
  const scope = finish()
  if (mode === 'v2-self-hosted') needsProvider(method)
  return {scope, topK}
}

/** CHANGELOG 1.3.1. */
function methods({mode, version}: Settings): readonly (typeof METHODS)[number][] {
  return mode === 'v2-self-hosted' && isAtLeast(version, '1.3.1') ? METHODS : METHODS.slice(0, 4)
}

/** Nobody has told this server of an embedding service: everything but words is out of its reach (everos 1.5.1 search/manager.py). */
function needsProvider(method: (typeof METHODS)[number]): void {
  if (method === 'keyword') return
  const message = `search method '${method}' needs an embedding provider, and none is configured`
  throw new Refusal(422, message, {code: 'PROVIDER_NOT_CONFIGURED'})
}
