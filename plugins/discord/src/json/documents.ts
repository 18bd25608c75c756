import {type ConversationRecord, type InputFile, naturalOrder} from '@everport/plugin-kit'
import type {ChannelLabel} from '../channel-filter.js'
import {channelForm} from '../channel-type.js'
import {cleanText} from '../clean-text.js'
import {parseExportName} from '../export-name.js'
import {idText} from '../id-text.js'
import {createOccurrenceIds} from '../occurrence-id.js'
import type {JsonHeader} from './header.js'
import type {Home} from './message.js'

/** One file of DiscordChatExporter's, with the conversation that its messages belong to. */
export interface JsonDocument {
  file: InputFile
  label: ChannelLabel
  conversation: ConversationRecord
  home: Home
  exportedAt: number
}

/**
 * Decides which conversation each file belongs to. Parts and repeated exports of a channel are one conversation. A thread is
 * joined to its channel when the channel's file is there too; a forum has no file, so its posts stay conversations of their own.
 * Files of one conversation come together, the channel before its threads, older exports before newer ones (the newest name wins).
 */
export function arrangeDocuments(
  files: ReadonlyArray<{file: InputFile; header: JsonHeader}>,
  threads: 'joined' | 'own',
): JsonDocument[] {
  const labels = files.map(({file, header}) => labelOf(file.path, header))
  const guilds = new Set(labels.map(({guild}) => guild).filter((guild) => guild !== undefined))
  const channels = new Map(labels.filter(({form}) => form !== 'thread').map((label) => [label.id, label]))
  const documents = files.map(({file, header}, index): JsonDocument => {
    const label = labels[index]!
    const parent = threads === 'joined' && label.form === 'thread' ? channels.get(label.parent?.id ?? '') : undefined
    const conversation = conversationOf(parent ?? label, parent === undefined ? header : undefined, guilds.size > 1)
    const home = {
      file: file.path,
      conversation: conversation.id,
      channel: label.id,
      root: parent && label.id,
      idOf: createOccurrenceIds(),
    }
    return {file, label, conversation, home, exportedAt: header.exportedAt ?? 0}
  })
  return documents.sort(inReadingOrder)
}

function labelOf(path: string, {guild, channel}: JsonHeader): ChannelLabel {
  const named = parseExportName(path)
  const form = channelForm(channel?.type)
  const isServer = form === 'channel' || form === 'thread'
  const parentName = cleanText(channel?.category).trim() || undefined
  return {
    id: idText(channel?.id) || named.id || named.stem,
    form,
    name: cleanText(channel?.name).trim() || (idText(channel?.id) === '' ? named.channel : undefined),
    guild: (isServer && cleanText(guild?.name).trim()) || undefined,
    parent: form === 'thread' ? {id: idText(channel?.categoryId) || undefined, name: parentName} : undefined,
  }
}

function conversationOf(
  label: ChannelLabel,
  header: JsonHeader | undefined,
  severalGuilds: boolean,
): ConversationRecord {
  const topic = cleanText(header?.channel?.topic).trim()
  const name = [severalGuilds ? label.guild : undefined, label.parent?.name, label.name]
    .filter((part) => part !== undefined)
    .join(' / ')
  return {
    type: 'conversation',
    id: label.id,
    kind: label.form === 'direct' ? 'direct' : 'group',
    ...(name !== '' && {name}),
    ...(topic !== '' && {topic}),
    ...(!/^\d+$/.test(label.id) && {local: true}),
  }
}

function inReadingOrder(a: JsonDocument, b: JsonDocument): number {
  if (a.home.conversation !== b.home.conversation) return naturalOrder(a.home.conversation, b.home.conversation)
  if (a.home.channel !== b.home.channel) {
    if (a.home.root === undefined) return -1
    return b.home.root === undefined ? 1 : naturalOrder(a.home.channel, b.home.channel)
  }
  const [first, second] = [parseExportName(a.file.path), parseExportName(b.file.path)]
  return a.exportedAt - b.exportedAt || naturalOrder(first.stem, second.stem) || first.part - second.part
}
