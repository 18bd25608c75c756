import type {Answer} from './answer.js'
import {at, field} from './json.js'

/** What a write may be said to have come to (docs/everos.md 1.2, 2.1, 2.2). */
const OUTCOMES = new Set(['queued', 'accumulated', 'extracted', 'no_extraction'])

/**
 * The answer to a write, `lost` when it is none: `{}`, a list, or `{"status": "ok"}` of something that stands between also come with a 200, and say
 * nothing of what was stored.
 */
export function receipt(answer: Answer): Answer {
  if (answer.kind !== 'ok' || answer.status === 204 || isReceipt(answer.body)) return answer
  return {kind: 'lost', cause: 'foreign', reason: `a ${answer.status} without an answer of EverOS in it`}
}

/** `{data: {…}}`, or flat with an id or an outcome. Servers differ in which fields they fill. */
function isReceipt(body: unknown): boolean {
  const data = at(body, 'data')
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return true
  if (at(body, 'task_id') !== undefined || field(body, 'request_id') !== undefined)
    return at(body, 'error') === undefined
  return OUTCOMES.has(field(body, 'status')?.toLowerCase() ?? '')
}
