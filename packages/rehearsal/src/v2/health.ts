import type {Route} from '../http/route.js'
import {isAtLeast} from '../version.js'
import type {World} from '../world.js'

/**
 * GET /health of the self-hosted server, as its version says it (OSSN health.py; CHANGELOG 1.2.1, 1.2.2; everos 1.4.2 and 1.5.1). Nothing that it
 * looks after ever goes wrong here.
 */
export function healthRoute(world: World): Route {
  const {version} = world.settings
  return {
    method: 'GET',
    path: '/health',
    kind: 'other',
    prepare: () => ({
      commit({now}) {
        if (!isAtLeast(version, '1.2.1')) return {status: 200, body: {status: 'ok'}}
        const body = {
          status: 'ok',
          version,
          capabilities: {llm: true, embed: false, rerank: false, multimodal_llm: false, parser: true},
          disabled_features: DISABLED,
          ...(isAtLeast(version, '1.2.2') && {cascade: cascade(world, now)}),
          ...(isAtLeast(version, '1.5') && {memorize_queue: queue(world)}),
        }
        return {status: 200, body}
      },
    }),
  }
}

// Of a server that has been told of a language model and of no other (everos 1.5.1).
const DISABLED = [
  ...['vector_search', 'hybrid_search', 'reflection', 'skill_extraction', 'agentic_search', 'knowledge'],
  'multimodal_upload',
]
const INDEXES = [
  ...['episode', 'atomic_fact', 'foresight', 'agent_case', 'agent_skill', 'user_profile', 'knowledge_topic'],
]

function cascade({store, settings: {version}}: World, now: number) {
  const pending = store.memories.countEpisodes('visible_at > ?', now)
  return {
    ...{healthy: true, reasons: [], pending, failed_permanent: 0, failed_retryable: 0},
    ...(isAtLeast(version, '1.4') && {
      ...{drain_consecutive_failures: 0, unrecoverable_total: 0, optimize_failure_streak: 0, prune_stale_seconds: 0},
      ...{index_rows: Object.fromEntries(INDEXES.map((name) => [name, 0])), index_emptied: false},
    }),
  }
}

function queue({store}: World) {
  const pending = store.tasks.count('processing')
  return {
    ...{healthy: true, reasons: [], loop_alive: true, accepting: true, pending, oldest_pending_age_s: null},
    ...{failed: store.tasks.count('failed'), loop_restarts: 0, last_loop_error_at: null},
  }
}
