import type {ChannelLabel} from '../channel-filter.js'
import {channelForm} from '../channel-type.js'
import {cleanText} from '../clean-text.js'
import {idText} from '../id-text.js'
import type {RawPackageChannel} from '../raw.js'

/**
 * What a package calls a channel: `channel.json` when it still knows the name, else the label of `index.json` ("general in My
 * Server", "Direct Message with friend#0001", "Unknown channel", null).
 */
export function packageChannelLabel(
  id: string,
  raw: RawPackageChannel,
  label: unknown,
  nameOf: (id: string) => string | undefined,
  ownerId: string,
): ChannelLabel {
  // Without channel.json the label alone tells a direct message.
  const form = raw.type == null && isDirectLabel(label) ? 'direct' : channelForm(raw.type)
  const said = readLabel(label)
  const guild = cleanText(raw.guild?.name) || said.guild
  const name = cleanText(raw.name).trim() || said.name
  if (form === 'direct') return {id, form, name: name ?? partnerOf(raw, nameOf, ownerId) ?? `Unknown channel ${id}`}
  if (form === 'group') return {id, form, name: name ?? `Group DM ${id}`}
  return {id, form, name: name ?? `Unknown channel ${id}`, guild}
}

function isDirectLabel(label: unknown): boolean {
  return cleanText(label).trim().startsWith('Direct Message with ')
}

/** What a label of `index.json` tells. */
export function readLabel(label: unknown): {name?: string; guild?: string} {
  const text = cleanText(label).trim()
  if (text === '' || text === 'None' || text === 'Unknown channel') return {}
  const direct = /^Direct Message with (.+)$/s.exec(text)?.[1]
  // `#0` and `#0000` stand behind names of the new style.
  if (direct !== undefined) return direct === 'Unknown Participant' ? {} : {name: direct.replace(/#\d{1,4}$/, '')}
  const [, name, guild] = /^(.+) in (.+?)$/s.exec(text) ?? []
  if (name === undefined || guild === undefined) return {name: text}
  return name === 'Unknown channel' ? {guild} : {name, guild}
}

function partnerOf(
  {recipients}: RawPackageChannel,
  nameOf: (id: string) => string | undefined,
  ownerId: string,
): string | undefined {
  const partners = (Array.isArray(recipients) ? recipients : []).map(idText).filter((id) => id !== ownerId)
  return partners.map((id) => (/^\d+$/.test(id) ? nameOf(id) : id)).find((name) => name !== undefined)
}

/** Ids of the people of a direct message, the owner too; a deleted account stands there by name and is left out. */
export function recipientIds({recipients}: RawPackageChannel): string[] {
  return Array.isArray(recipients) ? recipients.map(idText).filter((id) => /^\d+$/.test(id)) : []
}
