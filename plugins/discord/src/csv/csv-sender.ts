import type {PersonRecord, Place} from '@everport/plugin-kit'
import type {Reading} from '../reading.js'
import {parseCsvAuthor} from './author.js'

export interface CsvSender {
  id: string
  name: string
  isBot: boolean
  /** To be yielded before the message, when it says something new. */
  person: PersonRecord | undefined
}

/** Who a row is from. The first versions wrote no author id: people are known by `name#1234` then. */
export function csvSender(
  authorId: string,
  cell: string,
  place: Place,
  {options, people, context}: Reading,
): CsvSender {
  const author = parseCsvAuthor(cell)
  const own = authorId || cell || 'unknown'
  const name = author.name || authorId || 'Unknown'
  if (authorId === '' && cell === '') {
    context.warn({code: 'no-author', message: 'A row names no author: it is kept as said by "Unknown".', place})
  }
  const isBot = author.isWebhook && options.webhooks === 'bots'
  const id = author.isWebhook && options.webhooks === 'people' ? `${own}:${name}` : own
  const record = {id, name, ...(isBot && {bot: true}), ...(authorId === '' && {local: true})}
  const person = author.isWebhook ? people.meetOnce(record) : people.meet(record)
  if (isBot && person !== undefined) {
    const message = `${cell} is taken for a webhook, a program, because of its tag #0000. If people speak through it: --webhooks people.`
    context.warn({code: 'webhook-guess', message, place})
  }
  return {id, name, isBot, person}
}
