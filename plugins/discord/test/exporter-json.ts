/** Small DiscordChatExporter documents, as the exporter writes them unless told otherwise. */
export interface Document {
  guild?: object | null
  channel?: object
  messages?: object[]
  exportedAt?: string
  messageCount?: number
}

export const GENERAL = {
  id: '1543572361285083187',
  type: 'GuildTextChat',
  categoryId: '1505988963628879000',
  category: 'Text Channels',
  name: 'general',
  topic: 'all things',
}

export const THREAD = {
  id: '1543572368977428611',
  type: 'GuildPublicThread',
  categoryId: GENERAL.id,
  category: 'general',
  name: 'Cool Thread',
  topic: null,
}

export const ANN = {
  id: '111111111111111111',
  name: 'ann_99',
  discriminator: '0042',
  nickname: 'Ann',
  isBot: false,
  roles: [],
}
export const BOB = {
  id: '222222222222222222',
  name: 'bob',
  discriminator: '0000',
  nickname: 'Bob',
  isBot: false,
  roles: [],
}
export const ROBOT = {
  id: '333333333333333333',
  name: 'Robot',
  discriminator: '5764',
  nickname: 'Robot',
  isBot: true,
  roles: [],
}

export function exporterJson(document: Document = {}): string {
  const {
    guild = {id: '1505988963628879902', name: 'My Server', iconUrl: 'https://cdn.discordapp.com/i.png'},
    messages = [],
  } = document
  return JSON.stringify(
    {
      guild,
      channel: document.channel ?? GENERAL,
      dateRange: {after: null, before: null},
      ...(document.exportedAt !== undefined && {exportedAt: document.exportedAt}),
      messages,
      messageCount: document.messageCount ?? messages.length,
    },
    null,
    2,
  )
}

let last = 0

/** A message of Ann's; every call makes a new id, one second later than the one before. */
export function message(fields: object = {}): Record<string, unknown> {
  last += 1
  const at = Date.UTC(2024, 0, 1) + last * 1000
  return {
    id: idAt(at),
    type: 'Default',
    timestamp: new Date(at).toISOString().replace('Z', '+00:00'),
    timestampEdited: null,
    callEndedTimestamp: null,
    isPinned: false,
    content: `message ${last}`,
    author: ANN,
    attachments: [],
    embeds: [],
    stickers: [],
    reactions: [],
    mentions: [],
    ...fields,
  }
}

/** The first id that Discord could give at a time. */
export function idAt(at: number): string {
  return String((BigInt(at) - 1_420_070_400_000n) << 22n)
}
