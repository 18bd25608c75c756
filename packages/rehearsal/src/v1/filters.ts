import {type Fields, isFields} from '../check/fields.js'
import {InvalidBody} from '../check/refusal.js'
import {anyOf, type Condition, joined} from '../store/condition.js'

const COLUMN: Record<string, string> = {user_id: 'owner', group_id: 'group_id', session_id: 'session_id'}
const OPERATOR: Record<string, string> = {gt: '>', gte: '>=', lt: '<', lte: '<='}

/**
 * The filter language of memories/get, over the episode table (CORE agentic_layer/filter_parser.py). Names that it does not know
 * are ignored, and so is `{eq: ...}`: equality is written as the plain value.
 */
export function episodeFilter(filters: Fields): Condition {
  const conditions: Condition[] = []
  for (const [name, value] of Object.entries(filters)) {
    if (name === 'AND' || name === 'OR') {
      const parts = Array.isArray(value) ? value.filter(isFields).map(episodeFilter) : []
      if (parts.length > 0) conditions.push(joined(name, parts))
    } else if (name === 'timestamp') conditions.push(...instantConditions(value))
    else if (COLUMN[name] !== undefined) conditions.push(...fieldConditions(COLUMN[name], value))
  }
  return joined('AND', conditions)
}

function fieldConditions(column: string, value: unknown): Condition[] {
  if (typeof value === 'string') return [{sql: `${column} = ?`, values: [value]}]
  if (!isFields(value)) return value === null ? [{sql: `${column} IS NULL`, values: []}] : []
  if (Array.isArray(value.in)) return [anyOf(column, value.in)]
  return comparisons(column, value, (bound) => (typeof bound === 'string' ? bound : undefined))
}

function instantConditions(value: unknown): Condition[] {
  if (isFields(value)) return comparisons('at', value, instant)
  const at = instant(value)
  return at === undefined ? [] : [{sql: 'at = ?', values: [at]}]
}

function comparisons(column: string, value: Fields, read: (bound: unknown) => unknown): Condition[] {
  return Object.entries(value).flatMap(([name, bound]) => {
    const operator = OPERATOR[name]
    const operand = read(bound)
    return operator === undefined || operand === undefined ? [] : [{sql: `${column} ${operator} ?`, values: [operand]}]
  })
}

/** Unix ms of a filter's instant: above 10^12 it is ms, below seconds; or an ISO string. */
export function instant(value: unknown): number | undefined {
  if (typeof value === 'number') return value > 1e12 ? value : value * 1000
  if (typeof value !== 'string') return undefined
  const at = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`)
  return Number.isNaN(at) ? undefined : at
}

/** What memories/search takes from its filters: the first value of each name, at the top or one level down. */
export interface SearchScope {
  userId?: string
  groupIds?: readonly string[]
  sessionId?: string
  from?: number
  until?: number
}

export function searchScope(filters: Fields): SearchScope {
  const scope: SearchScope = {}
  const nodes = [filters, ...below(filters, 'AND'), ...below(filters, 'OR')]
  for (const node of nodes) {
    const user = one(node.user_id)
    const groups = many(node.group_id)
    const session = one(node.session_id)
    if (user !== undefined) scope.userId ??= user
    if (groups !== undefined) scope.groupIds ??= groups
    if (session !== undefined) scope.sessionId ??= session
    if (!isFields(node.timestamp)) continue
    const from = instant(node.timestamp.gte ?? node.timestamp.gt)
    const until = instant(node.timestamp.lte ?? node.timestamp.lt)
    if (from !== undefined) scope.from ??= from
    if (until !== undefined) scope.until ??= until
  }
  if (scope.userId === undefined && (scope.groupIds?.length ?? 0) === 0)
    throw new InvalidBody("filters must contain at least one of 'user_id' or 'group_id'")
  return scope
}

function below(filters: Fields, name: 'AND' | 'OR'): Fields[] {
  const value = filters[name]
  return Array.isArray(value) ? value.filter(isFields) : []
}

function one(value: unknown): string | undefined {
  return many(value)?.[0]
}

function many(value: unknown): string[] | undefined {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string')
  if (!isFields(value)) return undefined
  return many(value.in ?? value.eq)
}
