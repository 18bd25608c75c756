import {type Fields, isFields, isPresent, optionalText, text} from '../check/fields.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import type {Mode} from '../options.js'
import {ALWAYS, type Condition, joined} from '../store/condition.js'
import {filterCondition} from './filters.js'
import {type Scope, scope} from './scope.js'

/** Whose memories a search or a get is about. */
export interface ReadScope extends Scope {
  owner: string
  ownerKind: 'user' | 'agent'
  filters: Fields | undefined
  /** Episodes that the filters let through. */
  condition: Condition
}

/** The fields that search and get share; `finish` when the rest of the body is right. Throws what is wrong with the filters last. */
export function readScope(body: Fields, mode: Mode, version: string): {finish(): ReadScope} {
  const userId = optionalText(body, 'user_id', {min: 1})
  const agentId = optionalText(body, 'agent_id', {min: 1})
  // The self-hosted server looks for any app and project: there are just no memories in them (everos 1.5.1 search/dto.py).
  const within = mode === 'v2-self-hosted' ? anyScope(body) : scope(body, mode, version)
  return {
    finish() {
      const filters = body.filters ?? undefined
      if (filters !== undefined && !isFields(filters))
        throw new InvalidBody('Input should be a valid dictionary or instance of FilterNode', ['filters'])
      const owner = userId ?? agentId
      if (owner === undefined || (userId !== undefined && agentId !== undefined))
        throw new InvalidBody('Value error, exactly one of user_id / agent_id must be provided')
      const condition = filters === undefined ? ALWAYS : filterCondition(filters)
      return {...within, owner, ownerKind: userId === undefined ? 'agent' : 'user', filters, condition}
    },
  }
}

/** Throws when the scope cannot be looked up: with everything else found right. */
export function checkReadable({appId, projectId, filters}: ReadScope): void {
  if (!isReadable([appId, projectId, filters])) throw new Refusal(500, 'Internal server error')
}

function anyScope(body: Fields): Scope {
  const of = (key: string) => (isPresent(body, key) ? text(body, key, {raw: true}) : 'default')
  return {appId: of('app_id'), projectId: of('project_id')}
}

/** Half a surrogate pair in what is looked for passes the checks, and breaks the look-up (everos 1.5.1). */
function isReadable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  return typeof value !== 'object' || value === null || Object.values(value).every(isReadable)
}

/** Episodes in the scope that can be read at `now`. */
export function episodeCondition({owner, appId, projectId, condition}: ReadScope, now: number): Condition {
  return joined('AND', [
    {sql: 'owner = ? AND app_id = ? AND project_id = ? AND visible_at <= ?', values: [owner, appId, projectId, now]},
    condition,
  ])
}
