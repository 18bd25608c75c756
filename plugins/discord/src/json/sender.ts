import type {MessageRecord, PersonRecord} from '@everport/plugin-kit'
import {cleanText} from '../clean-text.js'
import {idText} from '../id-text.js'
import {listOf} from '../list-of.js'
import type {People} from '../people.js'
import type {RawAuthor} from '../raw.js'
import type {Reading} from '../reading.js'
import type {RecentMap} from '../recent-map.js'

/** Who somebody is, as one message tells it. */
export interface Sender {
  fields: Pick<MessageRecord, 'sender' | 'senderName' | 'bot'>
  isProgram: boolean
  isKnown: boolean
  record: Omit<PersonRecord, 'type'>
  /** Keeps the first name: webhooks change theirs with every message. */
  keepsName: boolean
}

/** By id. Readers give the same object for the same words, and one person writes many messages. */
export type Senders = RecentMap<string, {author: RawAuthor; sender: Sender}>

/** Who a message is from. */
export function senderOf(
  author: RawAuthor | null | undefined,
  {options, senders}: Pick<Reading, 'options' | 'senders'>,
): Sender {
  const id = idText(author?.id)
  const known = senders.get(id)
  if (known !== undefined && known.author === author) return known.sender
  const sender = describe(author, options.webhooks === 'people')
  if (author && id !== '') senders.set(id, {author, sender})
  return sender
}

/** Yielded before the message, when it says something new. */
export function personOf({record, keepsName}: Sender, people: People): PersonRecord | undefined {
  return keepsName ? people.meetOnce(record) : people.meet(record)
}

/**
 * A webhook is a bot without a tag (`0000`); its name changes per message, because proxy bots put people behind it: the message keeps the name
 * that it showed, and with `webhooks: people` each name is a person.
 */
function describe(author: RawAuthor | null | undefined, webhooksArePeople: boolean): Sender {
  const isProgram = author?.isBot === true
  const name = cleanText(author?.nickname).trim() || cleanText(author?.name).trim()
  const id = idText(author?.id) || name
  const told = {isProgram, isKnown: id !== '', keepsName: false}
  if (id === '') {
    const record = {id: 'unknown', name: 'Unknown', local: true}
    return {...told, record, fields: {sender: 'unknown', senderName: 'Unknown'}}
  }
  const shown = name || id
  const isWebhook = isProgram && /^0+$/.test(String(author?.discriminator ?? ''))
  const local = idText(author?.id) === '' ? {local: true} : {}
  if (isWebhook && webhooksArePeople) {
    const sender = `${id}:${shown}`
    return {...told, record: {id: sender, name: shown, ...local}, fields: {sender, senderName: shown}}
  }
  const handle = cleanText(author?.name)
  const record = {
    id,
    name: shown,
    ...(isProgram && {bot: true}),
    ...(handle !== '' && handle !== shown && {handle}),
    ...local,
  }
  return {...told, record, keepsName: isWebhook, fields: {sender: id, senderName: shown, ...(isProgram && {bot: true})}}
}

/** The name a mention shows: nickname, else user name. */
export function mentionedName(id: string, mentions: readonly RawAuthor[] | null | undefined): string | undefined {
  const found = listOf(mentions).find((mention) => idText(mention.id) === id)
  return cleanText(found?.nickname).trim() || cleanText(found?.name).trim() || undefined
}
