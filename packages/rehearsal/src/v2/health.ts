import type {Route} from '../http/route.js'
import {isAtLeast} from '../version.js'
import type {World} from '../world.js'

/** GET /health of the self-hosted server, as its version says it (OSSN health.py; CHANGELOG 1.2.1, 1.2.2). */
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
          capabilities: {llm: true, embed: false, rerank: false, multimodal_llm: false, parser: false},
          disabled_features: ['vector_search', 'rerank', 'multimodal'],
        }
        if (!isAtLeast(version, '1.2.2')) return {status: 200, body}
        const pending = world.store.memories.countEpisodes('visible_at > ?', now)
        const cascade = {healthy: true, reasons: [], pending, failed_permanent: 0, failed_retryable: 0}
        return {status: 200, body: {...body, cascade}}
      },
    }),
  }
}
