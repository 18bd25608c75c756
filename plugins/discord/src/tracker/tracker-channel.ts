import type {ConversationRecord} from '@everport/plugin-kit'
import type {ChannelLabel} from '../channel-filter.js'
import {cleanText} from '../clean-text.js'
import {listOf} from '../list-of.js'
import type {RawTrackerMeta} from '../raw.js'

export function trackerLabel(id: string, meta: RawTrackerMeta): ChannelLabel {
  const channel = meta.channels?.[id]
  const server = meta.servers?.[channel?.server ?? -1]
  const form = server?.type === 'DM' ? 'direct' : server?.type === 'GROUP' ? 'group' : 'channel'
  const name = cleanText(channel?.name) || undefined
  return {id, form, name, guild: form === 'channel' ? cleanText(server?.name) || undefined : undefined}
}

/** The server's name stands in front when the archive holds several servers. */
export function trackerConversation({id, form, name, guild}: ChannelLabel, meta: RawTrackerMeta): ConversationRecord {
  const servers = listOf(meta.servers).filter(({type}) => type !== 'DM' && type !== 'GROUP')
  const shown = guild !== undefined && servers.length > 1 ? `${guild} / ${name ?? id}` : name
  const topic = cleanText(meta.channels?.[id]?.topic)
  return {
    type: 'conversation',
    id,
    kind: form === 'direct' ? 'direct' : 'group',
    ...(shown !== undefined && {name: shown}),
    ...(topic !== '' && {topic}),
  }
}
