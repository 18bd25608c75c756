import {type Fields, list, object, oneOf, optionalText, required, textValue} from '../check/fields.js'
import {InvalidBody} from '../check/refusal.js'
import type {Route} from '../http/route.js'
import type {Settings} from '../options.js'
import {ALWAYS, anyOf, type Condition, joined} from '../store/condition.js'
import {forgetMemories} from '../store/forget.js'
import type {World} from '../world.js'
import {scope} from './scope.js'

const EPISODE_ID = /^.+_ep_\d{8}_\d+$/

/**
 * The Cloud's (SDK2 docs/MemoryApi.md, DeleteInput.md, DeleteByIdsInput.md), and the self-hosted server's since 1.6.0, "aligned" with them: its
 * release notes tell of a `user_id` and of `deleted` in delete_by_ids; the rest of it is a guess.
 */
export function deleteRoutes(world: World, prefix: string): Route[] {
  const isCloud = world.settings.mode === 'v2-cloud'
  return [
    {
      method: 'POST',
      path: `${prefix}/delete`,
      kind: 'delete',
      prepare(call) {
        const {filters, condition} = deletion(object(call.body), world.settings)
        return {
          commit() {
            const count = forgetMemories(world.store, condition)
            return {status: 200, body: {request_id: call.requestId, data: {filters, count}}}
          },
        }
      },
    },
    {
      method: 'POST',
      path: `${prefix}/delete_by_ids`,
      kind: 'delete',
      prepare(call) {
        const body = object(call.body)
        const user = isCloud ? undefined : optionalText(body, 'user_id', {min: 1})
        const ofUser = user === undefined ? ALWAYS : {sql: 'owner = ?', values: [user]}
        const chosen = joined('AND', [anyOf('uid', memoryIds(body)), ofUser])
        return {
          commit() {
            const deleted = forgetMemories(world.store, chosen)
            const data = {memory_type: 'episode', success: true, ...(isCloud ? {} : {deleted})}
            return {status: 200, body: {request_id: call.requestId, data}}
          },
        }
      },
    },
  ]
}

function deletion(body: Fields, {mode, version}: Settings): {filters: string[]; condition: Condition} {
  const {appId, projectId} = scope(body, mode, version)
  const user = optionalText(body, 'user_id', {min: 1})
  const agent = optionalText(body, 'agent_id', {min: 1})
  const session = optionalText(body, 'session_id', {min: 1})
  if (user !== undefined && agent !== undefined)
    throw new InvalidBody('Value error, user_id and agent_id are mutually exclusive')
  const conditions: Condition[] = [{sql: 'app_id = ? AND project_id = ?', values: [appId, projectId]}]
  const filters: string[] = []
  const add = (name: string, sql: string, value: string | undefined) => {
    if (value === undefined) return
    filters.push(name)
    conditions.push({sql, values: [value]})
  }
  add('user_id', 'owner = ?', user)
  // An agent owns cases and skills, of which there are none here.
  add('agent_id', 'owner IS NULL AND owner = ?', agent)
  add('session_id', 'session_id = ?', session)
  if (filters.length === 0)
    throw new InvalidBody('Value error, at least one of user_id, agent_id or session_id is required')
  return {filters, condition: joined('AND', conditions)}
}

function memoryIds(body: Fields): string[] {
  oneOf(required(body, 'memory_type'), ['episode'], ['memory_type'])
  const ids = list(body, 'memory_ids', 1, 50).map((id, index) => {
    const value = textValue(id, ['memory_ids', index])
    if (!EPISODE_ID.test(value)) throw new InvalidBody('Value error, malformed memory id', ['memory_ids', index])
    return value
  })
  optionalText(body, 'reason')
  return ids
}
