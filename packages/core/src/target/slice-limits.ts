/** Messages and estimated tokens between two flushes. */
export interface SliceLimits {
  messages: number
  tokens: number
}

/**
 * v2 cuts a session blindly at 499 messages or 65,536 tokens (docs/everos.md 2.7): slices stay below both. v1 makes one memory cell of all
 * that waits (docs/everos.md 3) and shows only the oldest hundred waiting messages: within that, what was stored can be read back.
 */
export function sliceLimits(api: 'v1' | 'v2'): SliceLimits {
  return {messages: api === 'v1' ? 100 : 400, tokens: 48_000}
}
