import {type Fields, isPresent, text} from '../check/fields.js'
import {InvalidBody} from '../check/refusal.js'
import type {ConversationName} from '../store/conversations.js'

// App and project ids become directory names (OSSN core/scope_ids.py). 1.0 took capitals and had fewer reserved names; the Cloud's
// rule is not known. Everywhere the newest rule is asked for: what passes it passes all.
const CHARSET = /^[a-z0-9_.@+-]+$/
const DEVICES = /^(aux|con|nul|prn|com[1-9]|lpt[1-9])(\.|$)/
const RESERVED = {
  app_id: ['.index', '.lock', '.projection.lock', '.tmp', 'default_app', 'everos.toml', 'ome.toml'],
  project_id: ['default_project'],
}

export type SessionName = Extract<ConversationName, {kind: 'session'}>
export interface Scope {
  appId: string
  projectId: string
}

export function scope(body: Fields): Scope {
  return {appId: scopeId(body, 'app_id'), projectId: scopeId(body, 'project_id')}
}

function scopeId(body: Fields, key: 'app_id' | 'project_id'): string {
  if (!isPresent(body, key)) return 'default'
  const value = text(body, key, {min: 1, max: 128, pattern: CHARSET})
  const problem = scopeProblem(value) ?? reservedProblem(value, key)
  if (problem !== undefined) throw new InvalidBody(`Value error, ${problem}`, [key])
  return value
}

function scopeProblem(value: string): string | undefined {
  if (value === '.' || value === '..') return "'.' and '..' are reserved (path traversal)"
  if (value.endsWith('.')) return 'Scope identifiers must not end with a dot'
  if (DEVICES.test(value)) return `'${value}' is a reserved filesystem device name`
  return undefined
}

function reservedProblem(value: string, key: 'app_id' | 'project_id'): string | undefined {
  if (!RESERVED[key].includes(value)) return undefined
  return `'${value}' is a reserved ${key === 'app_id' ? 'app' : 'project'} identifier`
}

/** The session is any text of 1 to 128 characters: it becomes part of ids, not of a path. */
export function sessionName(body: Fields): SessionName {
  const sessionId = text(body, 'session_id', {min: 1, max: 128})
  return {kind: 'session', sessionId, ...scope(body)}
}
