import type {PlacePart, Refusal} from '../check/refusal.js'
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
}

/** `2026-01-31T09:00:00+00:00`, as Python writes an instant in UTC. */
export function pythonInstant(ms: number): string {
  const iso = new Date(ms).toISOString()
  return iso.endsWith('.000Z') ? `${iso.slice(0, 19)}+00:00` : `${iso.slice(0, -1)}000+00:00`
}
