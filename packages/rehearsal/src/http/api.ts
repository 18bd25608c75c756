import type {PlacePart, Refusal, Unrouted} from '../check/refusal.js'
import type {Route} from './route.js'

export interface ErrorContext {
  requestId: string
  path: string
  now: number
}

/** One of the three APIs: its routes and how it says no. */
export interface Api {
  routes: readonly Route[]
  /** Where a problem in a body is, as the API writes it into its message. */
  joinPlace(place: readonly PlacePart[]): string
  errorBody(refusal: Refusal, context: ErrorContext): unknown
  /** The body where no route takes the request, if it is not the same; and such a path with a slash too many, or too few, is redirected. */
  unroutedBody?(refusal: Unrouted): unknown
  /** After a 500 it closes the connection without having said so. */
  closesAfter500?: boolean
}

/** `2026-01-31T09:00:00+00:00`, as Python writes an instant in UTC. */
export function pythonInstant(ms: number): string {
  const iso = new Date(ms).toISOString()
  return iso.endsWith('.000Z') ? `${iso.slice(0, 19)}+00:00` : `${iso.slice(0, -1)}000+00:00`
}
