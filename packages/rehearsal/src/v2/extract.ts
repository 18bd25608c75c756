import {Refusal} from '../check/refusal.js'
import type {Conversation} from '../store/conversations.js'
import type {World} from '../world.js'
import {type CellOutline, detectBoundaries} from './boundary.js'

export interface ExtractionOptions {
  request: number
  now: number
  /** Close what is left as well, as a flush does. */
  isFinal: boolean
  /** Cut cells, then fail to extract anything from them. */
  swallow?: boolean
}

export interface Extraction {
  messages: number
  cells: number
}

/**
 * Cuts what a session has buffered into cells and makes their episodes. Without `isFinal` nothing happens until a user has spoken
 * (OSS10 _boundary.py:121-126).
 */
export function extract(world: World, conversation: Conversation, options: ExtractionOptions): Extraction {
  const {store} = world
  const {isFinal} = options
  const outline = store.messages.outline(conversation)
  if (!isFinal && !outline.some((row) => row.role === 'user')) return {messages: 0, cells: 0}
  const {cells, tail} = detectBoundaries(outline, isFinal)
  for (const cell of cells) close(world, conversation, cell, options)
  store.messages.advance(conversation)
  store.conversations.save(conversation)
  return {messages: outline.length - tail.length, cells: cells.length}
}

function close(
  world: World,
  conversation: Conversation,
  {rows, cut}: CellOutline,
  {request, now, swallow = false}: ExtractionOptions,
): void {
  const {store} = world
  const last = rows.at(-1)
  const first = rows[0]
  if (first === undefined || last === undefined) return
  const cell = store.memories.addCell({
    conversation: conversation.id,
    messages: rows.length,
    firstAt: first.at,
    lastAt: last.at,
    cut,
  })
  const seqs = rows.map((row) => row.seq).sort((a, b) => a - b)
  store.messages.close(conversation, seqs, 'extracted', cell)
  const report = (kind: 'forced-split' | 'no-episode', detail: string) =>
    world.report({kind, conversation: conversation.key, request, messages: rows.length, detail})
  if (cut === 'forced') report('forced-split', 'too long for one cell: cut without looking at the conversation')
  if (swallow) return
  const owners = [...new Set(rows.filter((row) => row.role === 'user').map((row) => row.senderId))]
  if (owners.length === 0) report('no-episode', 'no message in the cell has the role user: nobody remembers it')
  const senders = JSON.stringify([...new Set(rows.map((row) => row.senderId))])
  let id = store.memories.nextEpisode()
  for (const owner of owners) {
    store.memories.addEpisode({
      uid: episodeUid(owner, last.at, id),
      conversation: conversation.id,
      cell,
      owner,
      groupId: null,
      sessionId: conversation.sessionId,
      appId: conversation.appId,
      projectId: conversation.projectId,
      at: last.at,
      visibleAt: now + world.settings.indexLagMs,
      senders,
    })
    id += 1
  }
}

/** What comes back when the model fails after the buffer was emptied (OSS10 memorize.py:190-223). */
export function modelFailed(): Refusal {
  return new Refusal(503, 'LLM provider error', {code: 'EXTERNAL_SERVICE_UNAVAILABLE'})
}

/** `alice_ep_20260528_00000001` (OSSDOC "Conventions"); here the number is unique on the whole server. */
function episodeUid(owner: string, at: number, id: number): string {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '')
  return `${owner}_ep_${day}_${String(id).padStart(8, '0')}`
}
