import {Refusal} from '../check/refusal.js'
import {FIRST_MILLISECOND} from '../ledger/arrival.js'
import type {Conversation} from '../store/conversations.js'
import type {Outline} from '../store/message-row.js'
import type {World} from '../world.js'
import {AGENT_LIMITS, type CellLimits, type CellOutline, CHAT_LIMITS, detectBoundaries} from './boundary.js'
import {storedMs} from './instants.js'

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
  const {cells, tail} = detectBoundaries(outline, isFinal, limitsOf(world))
  if (
    world.settings.mode === 'v2-self-hosted' &&
    cells.some(({at}) => (at < FIRST_MILLISECOND ? at * 1000 : at) > LATEST)
  )
    throw new Refusal(500, 'Internal server error')
  for (const cell of cells) close(world, conversation, cell, options)
  loseBefore(world, conversation, outline, cells, options.request)
  store.messages.advance(conversation)
  store.conversations.save(conversation)
  return {messages: outline.length - tail.length, cells: cells.length}
}

/** What tools did before anybody spoke is in no cell, and no longer in the buffer either (everos 1.5.1; everalgo-agent-memory 0.4 boundary.py). */
function loseBefore(
  world: World,
  conversation: Conversation,
  outline: readonly Outline[],
  [first]: readonly CellOutline[],
  request: number,
): void {
  const lost = first === undefined ? [] : outline.slice(0, outline.indexOf(first.rows[0] as Outline))
  if (lost.length === 0) return
  const seqs = lost.map(({seq}) => seq).sort((a, b) => a - b)
  world.store.messages.close(conversation, seqs, 'lost', null)
  const detail = 'calls of tools, or results, before anybody has spoken'
  world.report({kind: 'lost', conversation: conversation.key, request, messages: lost.length, detail})
}

function close(
  world: World,
  conversation: Conversation,
  {rows, at, cut}: CellOutline,
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
  const date = world.settings.mode === 'v2-self-hosted' ? readAgain(at) : at
  if (owners.length === 0) report('no-episode', 'no message in the cell has the role user: nobody remembers it')
  // A result is nobody's saying.
  const senders = JSON.stringify([...new Set(rows.filter((row) => row.role !== 'tool').map((row) => row.senderId))])
  let id = store.memories.nextEpisode()
  for (const owner of owners) {
    store.memories.addEpisode({
      uid: episodeUid(owner, date, id),
      conversation: conversation.id,
      cell,
      owner,
      groupId: null,
      sessionId: conversation.sessionId,
      appId: conversation.appId,
      projectId: conversation.projectId,
      at: date,
      visibleAt: now + world.settings.indexLagMs,
      senders,
    })
    id += 1
  }
}

function limitsOf({settings}: World): CellLimits {
  return settings.mode === 'v2-self-hosted' && settings.memorize === 'agent' ? AGENT_LIMITS : CHAT_LIMITS
}

// Python's datetime ends with the year 9999.
const LATEST = 253_402_300_799_999

/** A cell's milliseconds go through floating point, and the guess at seconds, once more: before 2001 they are taken for them (everos 1.5.1). */
function readAgain(at: number): number {
  return storedMs(at < FIRST_MILLISECOND ? at * 1000 : storedMs(at))
}

/**
 * What comes back when the model fails after the buffer was emptied (OSS10 memorize.py:190-223). Not 503, as OSSDOC has it for a model that fails:
 * its error is none of the server's own (everos 1.4.2 and 1.5.1).
 */
export function modelFailed(): Refusal {
  return new Refusal(500, 'Internal server error', {code: 'INTERNAL_ERROR'})
}

/** `alice_ep_20260528_00000001` (OSSDOC "Conventions"); here the number is unique on the whole server. */
function episodeUid(owner: string, at: number, id: number): string {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '')
  return `${owner}_ep_${day}_${String(id).padStart(8, '0')}`
}
