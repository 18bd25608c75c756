import type {Asked} from '../server/ask.js'

/**
 * What a client goes by: the status; of an answer its data; of a refusal its code, and which message is at fault. Sentences are left out:
 * they are for people, and change with every version.
 */
export function essence({status, body}: Asked): unknown {
  if (status < 300) return {status, body: withoutChance(body)}
  const {error} = (typeof body === 'object' && body !== null ? body : {}) as {error?: {code: string; message: string}}
  if (error === undefined) return {status, body}
  return {status, code: error.code, message: /messages\.(\d+)/.exec(error.message)?.[1]}
}

const INSTANT_OF_NOW = /^20(2[6-9]|[3-9]\d)-/

/** Ids, and what depends on when it was asked. */
function withoutChance(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, item: unknown) => {
      if (key === 'request_id') return 'a request'
      if (key === 'prune_stale_seconds') return 'some'
      if (typeof item === 'string' && INSTANT_OF_NOW.test(item) && !item.startsWith('9999')) return 'now'
      return item
    }),
  )
}
