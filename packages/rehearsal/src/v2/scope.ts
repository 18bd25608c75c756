import {type Fields, isPresent, text} from '../check/fields.js'
import {InvalidBody} from '../check/refusal.js'
import type {Mode, Settings} from '../options.js'
import type {ConversationName} from '../store/conversations.js'
import {isAtLeast} from '../version.js'

// App and project ids become directory names. Until 1.5 the self-hosted server takes what it takes of a sender, and since 1.5 not the
// names of its own directories (everos 1.4.2, 1.5.1 routes/memorize.py). A later version takes lower case alone (OSSN core/scope_ids.py; which
// is not known, 1.6 is a guess). The Cloud's rule is not known either: the newest is asked for.
const ANY_CASE = /^[a-zA-Z0-9_.@+-]+$/
const LOWER_CASE = /^[a-z0-9_.@+-]+$/
const DEVICES = /^(aux|con|nul|prn|com[1-9]|lpt[1-9])(\.|$)/
const LOWER_SINCE = '1.6'
const OWN_NAMES = {app_id: ['default_app'], project_id: ['default_project']}
const RESERVED = {
  app_id: ['.index', '.lock', '.projection.lock', '.tmp', 'default_app', 'everos.toml', 'ome.toml'],
  project_id: ['default_project'],
}

export type SessionName = Extract<ConversationName, {kind: 'session'}>
export interface Scope {
  appId: string
  projectId: string
}

export function scope(body: Fields, mode: Mode, version: string): Scope {
  const strict = mode !== 'v2-self-hosted' || isAtLeast(version, LOWER_SINCE)
  const of = (key: keyof typeof RESERVED) => scopeId(body, key, strict ? 'newest' : version)
  return {appId: of('app_id'), projectId: of('project_id')}
}

function scopeId(body: Fields, key: keyof typeof RESERVED, version: string): string {
  if (!isPresent(body, key)) return 'default'
  const isNewest = version === 'newest'
  const value = text(body, key, {min: 1, max: 128, pattern: isNewest ? LOWER_CASE : ANY_CASE})
  const problem = isNewest ? newestProblem(value, key) : problemUntil15(value, key, version)
  if (problem !== undefined) throw new InvalidBody(`Value error, ${problem}`, [key])
  return value
}

const TRAVERSAL = "'.' and '..' are reserved (path traversal)"

function newestProblem(value: string, key: keyof typeof RESERVED): string | undefined {
  if (value === '.' || value === '..') return TRAVERSAL
  if (value.endsWith('.')) return 'Scope identifiers must not end with a dot'
  if (DEVICES.test(value)) return `'${value}' is a reserved filesystem device name`
  if (!RESERVED[key].includes(value)) return undefined
  return `'${value}' is a reserved ${key === 'app_id' ? 'app' : 'project'} identifier`
}

function problemUntil15(value: string, key: keyof typeof RESERVED, version: string): string | undefined {
  if (value === '.' || value === '..') return TRAVERSAL
  if (!OWN_NAMES[key].includes(value) || !isAtLeast(version, '1.5')) return undefined
  return `'${value}' is the directory name of the default scope; use 'default'`
}

/** The session is any text of 1 to 128 characters: it becomes part of ids, not of a path. */
export function sessionName(body: Fields, {mode, version}: Pick<Settings, 'mode' | 'version'>): SessionName {
  const sessionId = text(body, 'session_id', {min: 1, max: 128})
  return {kind: 'session', sessionId, ...scope(body, mode, version)}
}
