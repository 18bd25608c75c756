import {type Fields, isFields} from '../check/fields.js'
import {Refusal} from '../check/refusal.js'
import {anyOf, type Condition, joined} from '../store/condition.js'

// Over the episode table (OSSDOC "FilterNode"). Unlike v1, what is not known is refused.
const COLUMN: Record<string, string> = {
  session_id: 'session_id',
  parent_id: 'cell',
  parent_type: "'memcell'",
  timestamp: 'at',
  sender_id: 'senders',
}
const RESERVED = ['owner_id', 'owner_type', 'app_id', 'project_id']
const COMPARISON: Record<string, string> = {eq: '=', ne: '!=', gt: '>', gte: '>=', lt: '<', lte: '<='}
const HAS_SENDER = 'EXISTS (SELECT 1 FROM json_each(senders) WHERE value = ?)'

export function filterCondition(node: Fields): Condition {
  const conditions = Object.entries(node).map(([name, value]) => {
    if (name === 'AND' || name === 'OR') return joined(name, nodes(name, value).map(filterCondition))
    if (RESERVED.includes(name)) throw invalid(`'${name}' is reserved: set it at the top of the request`)
    if (COLUMN[name] === undefined) throw invalid(`unknown filter field '${name}'`)
    return predicate(name, value)
  })
  return joined('AND', conditions)
}

function nodes(name: string, value: unknown): Fields[] {
  if (!Array.isArray(value) || !value.every(isFields)) throw invalid(`${name} needs an array of filters`)
  return value
}

function predicate(name: string, value: unknown): Condition {
  if (!isFields(value)) return compare(name, 'eq', value)
  if (Object.keys(value).length === 0) throw invalid(`no operator for '${name}'`)
  return joined(
    'AND',
    Object.entries(value).map(([operator, operand]) => compare(name, operator, operand)),
  )
}

function compare(name: string, operator: string, operand: unknown): Condition {
  const column = COLUMN[name] ?? ''
  if (operator === 'in') {
    if (!Array.isArray(operand) || name === 'timestamp') throw invalid(`'in' does not apply to '${name}' this way`)
    const values = operand.map((item) => operandOf(name, item))
    if (name === 'sender_id')
      return joined(
        'OR',
        values.map((item) => ({sql: HAS_SENDER, values: [item]})),
      )
    return anyOf(column, values)
  }
  const comparison = COMPARISON[operator]
  if (comparison === undefined) throw invalid(`unknown operator '${operator}'`)
  const value = operandOf(name, operand)
  if (name === 'sender_id') {
    if (operator !== 'eq') throw invalid(`'${operator}' does not apply to 'sender_id'`)
    return {sql: HAS_SENDER, values: [value]}
  }
  if (name !== 'timestamp' && operator !== 'eq' && operator !== 'ne')
    throw invalid(`'${operator}' does not apply to '${name}'`)
  return {sql: `${column} ${comparison} ?`, values: [value]}
}

function operandOf(name: string, value: unknown): unknown {
  if (name === 'timestamp') {
    const at = typeof value === 'number' ? (value >= 1e12 ? value : value * 1000) : isoInstant(value)
    if (at === undefined || Number.isNaN(at)) throw invalid("'timestamp' needs Unix milliseconds or an ISO-8601 string")
    return at
  }
  if (typeof value !== 'string') throw invalid(`'${name}' needs a string`)
  return name === 'parent_id' ? Number(/^mc_(\d+)$/.exec(value)?.[1] ?? -1) : value
}

function isoInstant(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(value) || !value.includes('T') ? value : `${value}Z`)
}

function invalid(message: string): Refusal {
  return new Refusal(422, `invalid filter: ${message}`)
}
