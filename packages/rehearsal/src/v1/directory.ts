import {type Fields, object, optionalText, text} from '../check/fields.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import {pythonInstant} from '../http/api.js'
import type {Route} from '../http/route.js'
import type {DirectoryEntry} from '../store/directory.js'
import type {World} from '../world.js'

interface Kind {
  kind: 'group' | 'sender'
  path: string
  key: 'group_id' | 'sender_id'
  missing: string
  hasDescription: boolean
}

const GROUPS: Kind = {
  kind: 'group',
  path: '/api/v1/groups',
  key: 'group_id',
  missing: 'Group not found',
  hasDescription: true,
}
const SENDERS: Kind = {
  kind: 'sender',
  path: '/api/v1/senders',
  key: 'sender_id',
  missing: 'Sender not found',
  hasDescription: false,
}

/** Groups and senders: upsert, read, patch (CORE group_controller.py, sender_controller.py). */
export function directoryRoutes(world: World): Route[] {
  return [GROUPS, SENDERS].flatMap((of) => routes(world, of))
}

function routes(world: World, of: Kind): Route[] {
  const {directory} = world.store
  const one = `${of.path}/{id}`
  const found = (id: string) => {
    const entry = directory.find(of.kind, id)
    if (entry === undefined) throw new Refusal(404, `${of.missing}: ${id}`)
    return {status: 200, body: {data: shown(of, entry)}}
  }
  return [
    {
      method: 'POST',
      path: of.path,
      kind: 'other',
      prepare(call) {
        const body = object(call.body)
        const id = text(body, of.key)
        const {name, description} = naming(body, of)
        return {
          commit({now}) {
            directory.upsert(of.kind, id, name ?? null, description ?? null, now)
            return found(id)
          },
        }
      },
    },
    {
      method: 'GET',
      path: one,
      kind: 'other',
      prepare: (call) => ({commit: () => found(call.params.id ?? '')}),
    },
    {
      method: 'PATCH',
      path: one,
      kind: 'other',
      prepare(call) {
        const id = call.params.id ?? ''
        const {name, description} = patch(object(call.body), of)
        return {
          commit({now}) {
            directory.update(of.kind, id, name ?? null, description ?? null, now)
            return found(id)
          },
        }
      },
    },
  ]
}

function naming(body: Fields, of: Kind): {name: string | undefined; description: string | undefined} {
  const name = optionalText(body, 'name')
  return {name, description: of.hasDescription ? optionalText(body, 'description') : undefined}
}

function patch(body: Fields, of: Kind) {
  if (!of.hasDescription) return {name: text(body, 'name'), description: undefined}
  const {name, description} = naming(body, of)
  if (name === undefined && description === undefined)
    throw new InvalidBody("Value error, At least one of 'name' or 'description' must be provided")
  return {name, description}
}

function shown(of: Kind, entry: DirectoryEntry): Record<string, unknown> {
  return {
    [of.key]: entry.id,
    name: entry.name,
    ...(of.hasDescription ? {description: entry.description} : {}),
    created_at: pythonInstant(entry.createdAt),
    updated_at: pythonInstant(entry.updatedAt),
  }
}
