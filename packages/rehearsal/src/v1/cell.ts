import type {Conversation} from '../store/conversations.js'
import type {Span} from '../store/message-row.js'
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
  const span = store.messages.span(conversation, LOADED)
  if (span === undefined) return {packed: 0, extracted: false}
  const {messages, firstAt, lastAt} = span
  const lost = messages < LOADED ? 0 : store.messages.lose(conversation, span.lastSeq)
  if (lost > 0)
    world.report({
      kind: 'lost',
      conversation: conversation.key,
      request,
      messages: lost,
      detail: `a flush extracts the first ${LOADED} waiting messages and marks the others used as well`,
    })
  const cell = store.memories.addCell({conversation: conversation.id, messages, firstAt, lastAt, cut: 'flush'})
  store.messages.closeThrough(conversation, span, cell)
  return {packed: messages, extracted: !swallow && addEpisodes(world, conversation, span, {cell, request, now})}
}

function addEpisodes(
  world: World,
  conversation: Conversation,
  {users, messages, lastAt}: Span,
  {cell, request, now}: {cell: number; request: number; now: number},
): boolean {
  const owners: (string | null)[] = conversation.kind === 'group' ? [null, ...users] : users
  if (users.length === 0)
    world.report({
      kind: 'no-episode',
      conversation: conversation.key,
      request,
      messages,
      detail: 'no message in the cell has the role user: nobody remembers it',
    })
  const senders = JSON.stringify(users)
  let id = world.store.memories.nextEpisode()
  for (const owner of owners) {
    world.store.memories.addEpisode({
      uid: episodeUid(id),
      conversation: conversation.id,
      cell,
      owner,
      groupId: conversation.groupId,
      sessionId: conversation.sessionId,
      appId: null,
      projectId: null,
      at: lastAt,
      visibleAt: now + world.settings.indexLagMs,
      senders,
    })
    id += 1
  }
  return owners.length > 0
}
