import {type Fields, isFields} from '../check/fields.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import {ALWAYS, anyOf, type Condition, joined} from '../store/condition.js'
import {filterInstant} from './instants.js'

// Over the episode table (everos 1.5.1 memory/search/filters.py). Unlike v1, what is not known is refused.
const COLUMN: Record<string, string> = {
  session_id: 'session_id',
  parent_id: "('mc_' || cell)",
  parent_type: "'memcell'",
  timestamp: 'at',
  sender_id: 'senders',
}
const RESERVED = ['owner_id', 'owner_type', 'app_id', 'project_id']
const COMPARISON: Record<string, string> = {eq: '=', ne: '!=', gt: '>', gte: '>=', lt: '<', lte: '<='}
const HAS_SENDER = 'EXISTS (SELECT 1 FROM json_each(senders) WHERE value = ?)'

export function filterCondition(node: Fields): Condition {
  checkCombinators(node)
  return compiled(node) ?? ALWAYS
}

/** The first look at a body: what stands below AND and OR are lists of nodes, or null, all the way down. */
function checkCombinators(node: Fields): void {
  for (const name of ['AND', 'OR']) {
    const children = node[name] ?? []
    if (!Array.isArray(children)) throw new InvalidBody('Input should be a valid list', ['filters', name])
    for (const child of children) {
      if (!isFields(child)) throw new InvalidBody('Input should be a valid dictionary or instance of FilterNode')
      checkCombinators(child)
    }
  }
}

/** A null is no filter, and a node without any is left out: also of an OR. */
function compiled(node: Fields): Condition | undefined {
  const conditions: Condition[] = []
  for (const name of ['AND', 'OR'] as const) {
    const children = ((node[name] ?? []) as Fields[]).map(compiled).filter((child) => child !== undefined)
    if (children.length > 0) conditions.push(joined(name, children))
  }
  for (const [name, value] of Object.entries(node)) {
    if (name === 'AND' || name === 'OR' || value === null) continue
    if (RESERVED.includes(name)) throw invalid(`filter field '${name}' is reserved; pass it at the top of the request`)
    if (!Object.hasOwn(COLUMN, name)) throw invalid(`unsupported filter field: '${name}'`)
    conditions.push(predicate(name, value))
  }
  return conditions.length === 0 ? undefined : joined('AND', conditions)
}

function predicate(name: string, value: unknown): Condition {
  if (!isFields(value)) return compare(name, 'eq', value)
  const clauses = Object.entries(value)
  if (clauses.length === 0) throw invalid(`empty operator map for field '${name}'`)
  return joined(
    'AND',
    clauses.map(([operator, operand]) => compare(name, operator, operand)),
  )
}

function compare(name: string, operator: string, operand: unknown): Condition {
  const column = COLUMN[name] ?? ''
  if (operator === 'in') {
    if (!Array.isArray(operand) || operand.length === 0)
      throw invalid(`value for '${name}' with 'in' must be a non-empty list`)
    const values = operand.map((item) => operandOf(name, item))
    return name === 'sender_id' ? joined('OR', values.map(hasSender)) : anyOf(column, values)
  }
  if (!Object.hasOwn(COMPARISON, operator)) throw invalid(`unsupported operator '${operator}' on field '${name}'`)
  if (name === 'sender_id') {
    if (operator !== 'eq') throw invalid(`operator '${operator}' is not supported on array field 'sender_id'`)
    return hasSender(operandOf(name, operand))
  }
  return {sql: `${column} ${COMPARISON[operator]} ?`, values: [operandOf(name, operand)]}
}

function hasSender(sender: unknown): Condition {
  return {sql: HAS_SENDER, values: [sender]}
}

function operandOf(name: string, value: unknown): unknown {
  if (name === 'timestamp') {
    const at = filterInstant(value)
    if (at === undefined) throw invalid("timestamp value for 'timestamp' must be ms or ISO string")
    return at
  }
  if (typeof value !== 'string') throw invalid(`value for '${name}' must be a string`)
  return value
}

function invalid(message: string): Refusal {
  return new Refusal(422, message)
}
