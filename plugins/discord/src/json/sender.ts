import type {MessageRecord, PersonRecord} from '@everport/plugin-kit'
import {cleanText} from '../clean-text.js'
import {idText} from '../id-text.js'
import {listOf} from '../list-of.js'
import type {RawAuthor} from '../raw.js'
import type {Reading} from '../reading.js'

export interface Sender {
  /** To be yielded before the message, when it says something new. */
  person: PersonRecord | undefined
  fields: Pick<MessageRecord, 'sender' | 'senderName' | 'bot'>
  isProgram: boolean
  isKnown: boolean
}

/**
 * Who a message is from. A webhook is a bot without a tag (`0000`); its name changes per message, because proxy bots put people
 * behind it: the message keeps the name that it showed, and with `webhooks: people` each name is a person.
 */
export function senderOf(
  author: RawAuthor | null | undefined,
  {people, options}: Pick<Reading, 'people' | 'options'>,
): Sender {
  const isProgram = author?.isBot === true
  const name = cleanText(author?.nickname).trim() || cleanText(author?.name).trim()
  const id = idText(author?.id) || name
  if (id === '') {
    const person = people.meet({id: 'unknown', name: 'Unknown', local: true})
    return {person, fields: {sender: 'unknown', senderName: 'Unknown'}, isProgram, isKnown: false}
  }
  const shown = name || id
  const isWebhook = isProgram && /^0+$/.test(String(author?.discriminator ?? ''))
  const local = idText(author?.id) === '' ? {local: true} : {}
  if (isWebhook && options.webhooks === 'people') {
    const sender = `${id}:${shown}`
    return {
      person: people.meet({id: sender, name: shown, ...local}),
      fields: {sender, senderName: shown},
      isProgram,
      isKnown: true,
    }
  }
  const handle = cleanText(author?.name)
  const record = {
    id,
    name: shown,
    ...(isProgram && {bot: true}),
    ...(handle !== '' && handle !== shown && {handle}),
    ...local,
  }
  const person = isWebhook ? people.meetOnce(record) : people.meet(record)
  return {person, fields: {sender: id, senderName: shown, ...(isProgram && {bot: true})}, isProgram, isKnown: true}
}

/** The name a mention shows: nickname, else user name. */
export function mentionedName(id: string, mentions: readonly RawAuthor[] | null | undefined): string | undefined {
  const found = listOf(mentions).find((mention) => idText(mention.id) === id)
  return cleanText(found?.nickname).trim() || cleanText(found?.name).trim() || undefined
}
