import {type Fields, isFields, optionalText} from '../check/fields.js'
import {InvalidBody} from '../check/refusal.js'
import {ALWAYS, type Condition, joined} from '../store/condition.js'
import {filterCondition} from './filters.js'
import {type Scope, scope} from './scope.js'

/** Whose memories a search or a get is about. */
export interface ReadScope extends Scope {
  owner: string
  ownerKind: 'user' | 'agent'
  filters: Fields | undefined
}

/** The first fields of search and get; `finish` when the rest of the body is right. */
export function readScope(body: Fields): {scope: Scope; finish(): ReadScope} {
  const userId = optionalText(body, 'user_id', {min: 1})
  const agentId = optionalText(body, 'agent_id', {min: 1})
  const within = scope(body)
  return {
    scope: within,
    finish() {
      const filters = body.filters ?? undefined
      if (filters !== undefined && !isFields(filters))
        throw new InvalidBody('Input should be a valid dictionary or instance of FilterNode', ['filters'])
      const owner = userId ?? agentId
      if (owner === undefined || (userId !== undefined && agentId !== undefined))
        throw new InvalidBody('Value error, exactly one of user_id / agent_id must be provided')
      return {...within, owner, ownerKind: userId === undefined ? 'agent' : 'user', filters}
    },
  }
}

/** Episodes in the scope that can be read at `now`. */
export function episodeCondition({owner, appId, projectId, filters}: ReadScope, now: number): Condition {
  return joined('AND', [
    {sql: 'owner = ? AND app_id = ? AND project_id = ? AND visible_at <= ?', values: [owner, appId, projectId, now]},
    filters === undefined ? ALWAYS : filterCondition(filters),
  ])
}
