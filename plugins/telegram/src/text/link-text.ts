import {domainToASCII, domainToUnicode} from 'node:url'

/**
 * A link as text: `docs (https://example.com/docs)`. Where the text is the address itself, in whatever spelling, it is written
 * once. Newer HTML exports encode addresses and JSON exports do not; both come out alike.
 */
export function linkText(text: string, href: string): string {
  const address = encodedAddress(href.trim())
  if (address === '') return text
  if (text === '') return address
  return plain(text) === plain(address) ? text : `${text} (${address})`
}

/** `B\u00FCcher.example/\u00E4` -> `https://xn--bcher-kva.example/%C3%A4`. */
function encodedAddress(href: string): string {
  if (href === '') return ''
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : `https://${href}`
  const [, scheme, host = ''] = /^(https?):\/\/([^/?#]*)/i.exec(whole) ?? []
  if (scheme === undefined) return percent(whole)
  const rest = percent(whole.slice(scheme.length + 3 + host.length))
  return `${scheme.toLowerCase()}://${domainToASCII(host) || percent(host.toLowerCase())}${rest}`
}

/** What is no character of an address, or is one that some programs encode and others do not. */
function percent(part: string): string {
  return part.replace(/[^\x21-\x7e]+|["<>\\^`{|}]/g, (characters) => encodeURIComponent(characters.toWellFormed()))
}

/** What two spellings of one address have in common. */
function plain(address: string): string {
  let bare = address.trim().replace(/^(?:https?:\/\/|mailto:|tel:)/i, '')
  bare = bare.replace(/^(?:t\.me|telegram\.me)\//i, '@').replace(/(?<!\/)\/+$/, '')
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
