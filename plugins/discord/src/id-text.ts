/** An id as text, however it was written; empty when there is none. */
export function idText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}
