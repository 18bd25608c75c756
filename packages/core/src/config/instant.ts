import {z} from 'zod'

const DATE = /^\d{4}-\d{2}-\d{2}$/
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/

/** Unix ms of an ISO date (its first moment, UTC) or date-time (UTC when it has no offset), or undefined when it is neither. */
export function parseInstant(text: string): number | undefined {
  if (DATE.test(text)) return valid(Date.parse(`${text}T00:00:00Z`))
  if (!DATE_TIME.test(text)) return undefined
  return valid(Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`))
}

function valid(ms: number): number | undefined {
  return Number.isNaN(ms) ? undefined : ms
}

/** Stays a string (rc files and JSON Schema want one) and is checked to be an instant. */
export const instant = z
  .string()
  .refine(
    (text) => parseInstant(text) !== undefined,
    'must be a date like 2024-01-31 or a date and time like 2024-01-31T09:00:00Z',
  )
