import {refuse} from './contract.js'

export interface Message {
  sender_id: string
  sender_name?: string
  role: string
  timestamp: number
  message_id?: string
  text: string
}

type Fields = Record<string, unknown>

/** The messages of an add, each in its form; 422 for the first that is not. `role` names are the API's. */
export function checkedMessages(body: Fields, roles: readonly string[]): Message[] {
  const {messages} = body
  if (!Array.isArray(messages)) refuse(422, 'Field required: messages')
  if (messages.length < 1 || messages.length > 500) refuse(422, 'messages: 1 to 500 items')
  return messages.map((given: unknown, i) => {
    const at = (field: string) => `messages -> ${i} -> ${field}`
    if (typeof given !== 'object' || given === null) refuse(422, `messages -> ${i}: not an object`)
    const message = given as Fields
    const {role, timestamp, sender_id, sender_name, message_id} = message
    if (typeof role !== 'string' || !roles.includes(role)) refuse(422, `${at('role')}: not one of ${roles.join(', ')}`)
    if (!Number.isSafeInteger(timestamp)) refuse(422, `${at('timestamp')}: not a whole number`)
    for (const [field, value] of Object.entries({sender_id, sender_name, message_id}))
      if (value !== undefined && value !== null && (typeof value !== 'string' || value === ''))
        refuse(422, `${at(field)}: not a string of at least one character`)
    if (role === 'tool' && typeof message.tool_call_id !== 'string') refuse(422, `${at('tool_call_id')}: required`)
    return {
      role,
      timestamp: timestamp as number,
      text: textOf(message.content, at('content')),
      sender_id: (sender_id ?? '') as string,
      ...(typeof sender_name === 'string' && {sender_name}),
      ...(typeof message_id === 'string' && {message_id}),
    }
  })
}

function textOf(content: unknown, where: string): string {
  if (typeof content === 'string') return content === '' ? refuse(422, `${where}: empty`) : content
  if (!Array.isArray(content) || content.length === 0) refuse(422, `${where}: neither text nor items`)
  return content
    .map((item: Fields) => {
      if (item?.type !== 'text') refuse(422, `${where}: this server takes text only`)
      return typeof item.text === 'string' && item.text !== '' ? item.text : refuse(422, `${where}: an empty item`)
    })
    .join('\n')
}

/** A string of one to `most` characters. */
export function checkedId(body: Fields, field: string, most = 128): string {
  const value = body[field]
  if (typeof value !== 'string' || value.length < 1 || value.length > most)
    refuse(422, `${field}: a string of 1 to ${most} characters is required`)
  return value
}

export function checkedKeys(body: Fields, known: readonly string[]): void {
  const strange = Object.keys(body).find((key) => !known.includes(key))
  if (strange !== undefined) refuse(422, `Extra inputs are not permitted: ${strange}`)
}

export function checkedPage(body: Fields): {page: number; size: number} {
  const {page = 1, page_size: size = 20} = body
  if (!Number.isInteger(page) || (page as number) < 1) refuse(422, 'page: at least 1')
  if (!Number.isInteger(size) || (size as number) < 1 || (size as number) > 100) refuse(422, 'page_size: 1 to 100')
  return {page: page as number, size: size as number}
}

export function checkedSearch(body: Fields): void {
  const {query, top_k: most = 10, method = 'hybrid'} = body
  if (typeof query !== 'string' || query === '') refuse(422, 'query: at least one character')
  if (!Number.isInteger(most) || ((most as number) !== -1 && ((most as number) < 1 || (most as number) > 100)))
    refuse(422, 'top_k: -1 or 1 to 100')
  if (!['keyword', 'vector', 'hybrid', 'agentic'].includes(String(method))) refuse(422, 'method: unknown')
}

export function filtersOf(body: Fields): Fields {
  const {filters = {}} = body
  if (typeof filters !== 'object' || filters === null || Array.isArray(filters)) refuse(422, 'filters: not an object')
  return filters as Fields
}

/** A test for memories and rows by the conditions that a filter has on `timestamp`. */
export function timesOf(filters: Fields): (from: number) => boolean {
  const condition = filters.timestamp
  if (condition === undefined) return () => true
  const bounds = (typeof condition === 'object' && condition !== null ? condition : {eq: condition}) as Fields
  const tests = Object.entries(bounds).map(([operator, value]) => {
    const bound = typeof value === 'string' ? Date.parse(value) : value
    if (typeof bound !== 'number' || Number.isNaN(bound)) refuse(422, 'timestamp: neither ms nor a date')
    if (operator === 'gt') return (at: number) => at > bound
    if (operator === 'gte') return (at: number) => at >= bound
    if (operator === 'lt') return (at: number) => at < bound
    if (operator === 'lte') return (at: number) => at <= bound
    return operator === 'eq' ? (at: number) => at === bound : refuse(422, `timestamp: no operator ${operator}`)
  })
  return (at) => tests.every((test) => test(at))
}
