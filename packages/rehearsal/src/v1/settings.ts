import {type Fields, isPresent, object, oneOf, optionalInteger, optionalObject, optionalText} from '../check/fields.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import {pythonInstant} from '../http/api.js'
import type {Route} from '../http/route.js'
import type {World} from '../world.js'

const PATH = '/api/v1/settings'
const LONGEST_S = 31_536_000
// Values of the sample in CORE docs/api_docs/memory_api.md.
const INITIAL = {
  timezone: 'UTC',
  boundary_detection_timeout: 3600,
  extraction_mode: 'default',
  offline_profile_extraction_interval: 86_400,
  llm_custom_setting: null,
}

/** Settings of the memory space: 404 until the first PUT, which fills in the rest (CORE settings_controller.py). */
export function settingsRoutes(world: World): Route[] {
  const {db} = world.store
  const read = () => db.prepare("SELECT value FROM setting WHERE key = 'v1'").get() as {value: string} | undefined
  const shown = () => {
    const row = read()
    if (row === undefined) throw new Refusal(404, 'Settings not initialized')
    return {status: 200, body: {data: JSON.parse(row.value) as unknown}}
  }
  return [
    {method: 'GET', path: PATH, kind: 'other', prepare: () => ({commit: shown})},
    {
      method: 'PUT',
      path: PATH,
      kind: 'other',
      prepare(call) {
        const change = checked(object(call.body))
        return {
          commit({now}) {
            const row = read()
            const before =
              row === undefined ? {...INITIAL, created_at: pythonInstant(now)} : (JSON.parse(row.value) as Fields)
            const value = JSON.stringify({...before, ...change, updated_at: pythonInstant(now)})
            db.prepare("INSERT OR REPLACE INTO setting (key, value) VALUES ('v1', ?)").run(value)
            return shown()
          },
        }
      },
    },
  ]
}

/** Only what is given and not null. */
function checked(body: Fields): Fields {
  const change: Fields = {}
  const timezone = optionalText(body, 'timezone')
  if (timezone !== undefined && !isTimeZone(timezone))
    throw new InvalidBody(`Value error, Invalid timezone: '${timezone}'`, ['timezone'])
  const mode = body.extraction_mode ?? undefined
  if (mode !== undefined) oneOf(mode, ['default', 'pro'], ['extraction_mode'])
  for (const key of ['boundary_detection_timeout', 'offline_profile_extraction_interval'])
    if (body[key] !== null) optionalInteger(body, key, 1, LONGEST_S)
  optionalObject(body, 'llm_custom_setting')
  for (const key of Object.keys(INITIAL)) if (isPresent(body, key) && body[key] !== null) change[key] = body[key]
  return change
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', {timeZone: name})
    return true
  } catch {
    return false
  }
}
