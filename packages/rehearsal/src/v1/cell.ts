import type {Conversation} from '../store/conversations.js'
import type {MessageRow} from '../store/messages.js'
import type {World} from '../world.js'
import {episodeUid} from './episode-item.js'

/** How many buffered rows a flush loads; it marks all of them used (CORE mem_memorize.py:1364-1371, 1796-1800). */
const LOADED = 1000

/**
 * Packs everything buffered into one memory cell, in order of arrival, without asking where to cut (CORE
 * conv_memcell_extractor.py:481-492). A group's cell makes an episode of the group and one for each of its users; a user's cell
 * makes one for the user.
 */
export function pack(
  world: World,
  conversation: Conversation,
  {request, now, swallow}: {request: number; now: number; swallow: boolean},
): {packed: number; extracted: boolean} {
  const {store} = world
  const rows = store.messages.buffered(conversation, LOADED)
  const last = rows.at(-1)
  if (last === undefined) return {packed: 0, extracted: false}
  const lost = rows.length < LOADED ? 0 : store.messages.lose(conversation, last.seq)
  if (lost > 0)
    world.report({
      kind: 'lost',
      conversation: conversation.key,
      request,
      messages: lost,
      detail: `a flush extracts the first ${LOADED} waiting messages and marks the others used as well`,
    })
  const ats = rows.map((row) => row.at)
  const cell = store.memories.addCell({
    conversation: conversation.id,
    messages: rows.length,
    firstAt: Math.min(...ats),
    lastAt: Math.max(...ats),
    cut: 'flush',
  })
  store.messages.close(
    conversation,
    rows.map((row) => row.seq),
    'extracted',
    cell,
  )
  if (swallow) return {packed: rows.length, extracted: false}
  return {packed: rows.length, extracted: addEpisodes(world, conversation, rows, {cell, request, now})}
}

function addEpisodes(
  world: World,
  conversation: Conversation,
  rows: readonly MessageRow[],
  {cell, request, now}: {cell: number; request: number; now: number},
): boolean {
  const users = [...new Set(rows.filter((row) => row.role === 'user').map((row) => row.senderId))]
  const owners: (string | null)[] = conversation.kind === 'group' ? [null, ...users] : users
  if (users.length === 0)
    world.report({
      kind: 'no-episode',
      conversation: conversation.key,
      request,
      messages: rows.length,
      detail: 'no message in the cell has the role user: nobody remembers it',
    })
  for (const owner of owners) {
    const id = world.store.memories.nextEpisode()
    world.store.memories.addEpisode({
      uid: episodeUid(id),
      conversation: conversation.id,
      cell,
      owner,
      groupId: conversation.groupId,
      sessionId: conversation.sessionId,
      appId: null,
      projectId: null,
      at: rows.at(-1)?.at ?? now,
      visibleAt: now + world.settings.indexLagMs,
      senders: JSON.stringify(users),
    })
  }
  return owners.length > 0
}
