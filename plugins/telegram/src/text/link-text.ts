import {domainToUnicode} from 'node:url'

/**
 * A link as text: `docs (https://example.com/docs)`. Where the text is the address itself, in whatever spelling, it is written
 * once. The HTML export percent-encodes addresses and the JSON export does not; both come out alike.
 */
export function linkText(text: string, href: string): string {
  const address = href.trim().replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(part.toWellFormed()))
  if (address === '') return text
  if (text === '') return address
  return plain(text) === plain(address) ? text : `${text} (${address})`
}

/** What two spellings of one address have in common. */
function plain(address: string): string {
  let bare = address.trim().replace(/^(?:https?:\/\/|mailto:|tel:)/i, '')
  bare = bare.replace(/^(?:t\.me|telegram\.me)\//i, '@').replace(/\/+$/, '')
  try {
    bare = decodeURIComponent(bare)
  } catch {
    // A stray percent sign: compared as it stands.
  }
  const slash = bare.indexOf('/')
  const host = slash === -1 ? bare : bare.slice(0, slash)
  if (/(?:^|\.)xn--/i.test(host)) bare = domainToUnicode(host) + bare.slice(host.length)
  return bare.toLowerCase()
}
