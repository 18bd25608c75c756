import {idText} from './id-text.js'

/** `channel`: a server's text, voice, stage or announcement channel. `thread`: a thread or forum post. `group`: a group DM. */
export type ChannelForm = 'channel' | 'thread' | 'direct' | 'group'

// Names of DiscordChatExporter (GuildTextChat), of the data package (PUBLIC_THREAD) and the API's numbers all occur.
const DIRECT = new Set(['1', 'dm', 'directtextchat'])
const GROUP = new Set(['3', 'groupdm', 'directgrouptextchat'])
// A forum or media channel has no messages of its own: a file that claims the type is one of its posts.
const THREAD = new Set([
  '10',
  '11',
  '12',
  '15',
  '16',
  'guildnewsthread',
  'guildpublicthread',
  'guildprivatethread',
  'announcementthread',
  'newsthread',
  'publicthread',
  'privatethread',
  'guildforum',
  'guildmedia',
])

export function channelForm(type: unknown): ChannelForm {
  const name = idText(type)
    .toLowerCase()
    .replaceAll(/[_\s-]/g, '')
  if (DIRECT.has(name)) return 'direct'
  if (GROUP.has(name)) return 'group'
  return THREAD.has(name) ? 'thread' : 'channel'
}
