import type {Attachment} from '@everport/plugin-kit'
import {asNumber, asObject, asText, type RawMessage} from './raw.js'
import {durationText} from './text/duration-text.js'

/**
 * What a message carries beside text, called by what the HTML pages tell of it, too: both forms of one chat say the same. `uri` of
 * files is the reference as written; the caller resolves or drops it.
 */
export function attachmentsOf(message: RawMessage, keepPhone: boolean): Attachment[] | undefined {
  const found: Attachment[] = []
  const isSecret = message.self_destruct_period_seconds !== undefined
  if (typeof message.photo === 'string')
    found.push({kind: 'image', name: isSecret ? 'self-destructing photo' : 'photo', uri: message.photo})
  if (typeof message.file === 'string')
    found.push(isSecret ? {...SECRET_FILE, uri: message.file} : fileAttachment(message, message.file))
  if (message.location_information !== undefined || message.place_name !== undefined)
    found.push(locationAttachment(message))
  const contact = asObject(message.contact_information)
  if (contact) {
    const name = `${asText(contact.first_name)} ${asText(contact.last_name)}`.trim()
    found.push({kind: 'contact', name: keepPhone ? `${name} ${asText(contact.phone_number)}`.trim() : name})
  }
  const label = labelOf(message)
  if (label !== undefined) found.push({kind: 'other', name: label})
  return found.length === 0 ? undefined : found
}

/** Pages do not tell which of its sorts a file that destroys itself was. */
export const SECRET_FILE: Readonly<Attachment> = {kind: 'other', name: 'self-destructing file'}

/** `media_type` is absent for plain documents. */
function fileAttachment(message: RawMessage, uri: string): Attachment {
  const seconds = asNumber(message.duration_seconds)
  const duration = seconds === undefined ? '' : ` ${durationText(seconds)}`
  const fileName = asText(message.file_name) || writtenName(uri)
  switch (message.media_type) {
    case 'sticker':
      return {kind: 'sticker', name: asText(message.sticker_emoji), uri}
    case 'voice_message':
      return {kind: 'audio', name: `voice message${duration}`, uri}
    case 'video_message':
      return {kind: 'video', name: `video message${duration}`, uri}
    case 'animation':
      return {kind: 'video', name: 'GIF', uri}
    case 'video_file':
      return {kind: 'video', name: `video${duration}`, uri}
    case 'audio_file': {
      const [performer, title] = [asText(message.performer), asText(message.title)]
      const song = performer !== '' && title !== '' ? `${performer} \u2013 ${title}` : fileName
      return {kind: 'audio', name: song || `audio${duration}`, uri}
    }
    default:
      return {kind: 'file', name: fileName || baseName(uri) || 'file', uri}
  }
}

/** The name that a file is written under, unless the writer made it up: `file_3@31-12-2020_23-59-59.mp3`. */
export function writtenName(uri: string): string {
  const name = baseName(uri)
  return /^(?:audio|file|photo|video)_\d+@[\d_-]+(?: \(\d+\))?(?:\.\w+)?$/.test(name) ? '' : name
}

/** '' for the sentence that stands in place of a file that is not there. */
export function baseName(uri: string): string {
  return uri.startsWith('(') ? '' : (uri.split('/').at(-1) ?? '')
}

function locationAttachment(message: RawMessage): Attachment {
  const point = asObject(message.location_information)
  const place = [asText(message.place_name), asText(message.address)].filter((part) => part !== '').join(', ')
  const spot = coordinates(asNumber(point?.latitude), asNumber(point?.longitude))
  const live = message.live_location_period_seconds === undefined ? '' : 'live '
  const name = place === '' ? spot : `${place}${spot === '' ? '' : ` (${spot})`}`
  return {kind: 'location', name: `${live}${name}`.trim()}
}

/** `52.5200, 13.4050`: four decimals are 11 metres. */
export function coordinates(latitude: number | undefined, longitude: number | undefined): string {
  return latitude === undefined || longitude === undefined ? '' : `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`
}

function labelOf(message: RawMessage): string | undefined {
  if (message.game_title !== undefined) return `game ${asText(message.game_title)}`.trim()
  if (message.invoice_information !== undefined) return invoiceLabel(message.invoice_information)
  if (message.giveaway_information !== undefined) return 'giveaway'
  if (message.giveaway_results !== undefined) return 'giveaway results'
  if (message.paid_stars_amount !== undefined) return `paid media, ${asText(message.paid_stars_amount)} stars`
  return undefined
}

/** An invoice is written as a string that holds JSON. */
function invoiceLabel(value: unknown): string {
  let invoice = asObject(value)
  if (typeof value === 'string') {
    try {
      invoice = asObject(JSON.parse(value))
    } catch {
      invoice = undefined
    }
  }
  const amount = asNumber(invoice?.amount)
  const parts = [asText(invoice?.title), amount === undefined ? '' : moneyText(amount, asText(invoice?.currency))]
  return `invoice ${parts.filter((part) => part !== '').join(', ')}`.trim()
}

/** Amounts are in the currency's smallest unit: 1999 USD -> `19.99 USD`. XTR (Telegram stars) has no smaller unit. */
export function moneyText(amount: number, currency: string): string {
  let digits = 2
  if (currency === 'XTR') digits = 0
  else {
    try {
      digits = new Intl.NumberFormat('en', {style: 'currency', currency}).resolvedOptions().maximumFractionDigits ?? 2
    } catch {
      // Not a currency code: two digits, like most.
    }
  }
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`.trim()
}
