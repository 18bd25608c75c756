const PLUS = 0x2b
const MINUS = 0x2d
const COLON = 0x3a
/** Where the fraction begins, and how long the zone is: `+00:00`. */
const FRACTION = 20
const ZONE = 6

/**
 * Unix ms of a time as DiscordChatExporter writes it, `2023-01-06T14:03:03.853+00:00`: there is one in every message. Undefined for
 * everything else, and for days that not every month has; those are read with more care.
 */
export function usualTime(text: string): number | undefined {
  const end = text.length - ZONE
  if (end < FRACTION + 3 || !hasMarks(text, end)) return undefined
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  const second = digits(text, 17, 19)
  const zone = digits(text, end + 1, end + 3) * 60 + digits(text, end + 4, end + 6)
  const isUsual = year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24 && minute < 60
  // Of what is no number nothing is true.
  if (!isUsual || !(second < 60) || !(zone < 20 * 60) || Number.isNaN(digits(text, FRACTION, end))) return undefined
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, digits(text, FRACTION, FRACTION + 3))
  return text.charCodeAt(end) === MINUS ? wall + zone * 60_000 : wall - zone * 60_000
}

function hasMarks(text: string, end: number): boolean {
  const sign = text.charCodeAt(end)
  return (
    text.charCodeAt(4) === MINUS &&
    text.charCodeAt(7) === MINUS &&
    text[10] === 'T' &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    text[19] === '.' &&
    (sign === PLUS || sign === MINUS) &&
    text.charCodeAt(end + 3) === COLON
  )
}

/** NaN where something else stands among them. */
function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}
