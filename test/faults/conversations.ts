import type {SourceRecord} from '#core/model/record'
import {chat} from '#core/testing/record-source'
import type {Sent} from './judge.js'
import type {ServerKind} from './server-kinds.js'

export interface Exported extends Sent {
  records: SourceRecord[]
}

/** One conversation for each of `counts`, of so many messages, `step` ms apart. */
export function conversationsOf(
  server: ServerKind,
  {conversations, step}: {conversations: readonly number[]; step: number},
): Exported[] {
  return conversations.map((count, i) => conversationOf(server, `c${i}`, count, step))
}

function conversationOf(server: ServerKind, id: string, count: number, step: number): Exported {
  const texts = Array.from({length: count}, (_, n) => `${id} message ${n}`)
  const target = `memo-${id}`
  if (server.api === 'v2') return {name: id, texts, selector: {session_id: target}, records: chat(id, texts, {step})}
  if (!server.personal) return {name: id, texts, selector: {group_id: target}, records: chat(id, texts, {step})}
  const turns = texts.map((text, n) => ({text, role: n % 2 === 0 ? ('user' as const) : ('assistant' as const)}))
  const [, ...messages] = chat(id, turns, {step})
  const personal: SourceRecord = {type: 'conversation', id, name: `#${id}`, kind: 'assistant'}
  return {name: id, texts, selector: {session_id: target}, records: [personal, ...messages]}
}
