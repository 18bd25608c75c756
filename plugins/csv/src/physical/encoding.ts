import {isUtf8} from 'node:buffer'

export interface Encoding {
  /** A label that TextDecoder knows. */
  label: string
  /** `assumed`: nothing in the bytes says so; it is the most frequent one among files that are not Unicode. */
  certainty: 'marked' | 'fits' | 'assumed'
}

/** Share of the NUL bytes that must stand on one side of the byte pairs for UTF-16 without a mark. */
const ONE_SIDED = 0.9
/** Share of the pairs that must hold a NUL: Latin letters give nearly all, CJK text at least its delimiters. */
const ENOUGH_PAIRS = 0.1

/** Decides by the first bytes: byte order mark, then the NUL pattern of UTF-16, then whether they are valid UTF-8. */
export function detectEncoding(head: Uint8Array, complete: boolean): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return {label: 'utf-8', certainty: 'marked'}
  if (head[0] === 0xff && head[1] === 0xfe) return {label: 'utf-16le', certainty: 'marked'}
  if (head[0] === 0xfe && head[1] === 0xff) return {label: 'utf-16be', certainty: 'marked'}
  const wide = wideByNuls(head)
  if (wide !== undefined) return {label: wide, certainty: 'fits'}
  const whole = complete ? head : head.subarray(0, wholeCharacters(head))
  return isUtf8(whole) ? {label: 'utf-8', certainty: 'fits'} : {label: 'windows-1252', certainty: 'assumed'}
}

/** Whether TextDecoder knows the label. */
export function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

/** More NUL bytes than accidents leave behind: more than one in a hundred. */
export function isFullOfNuls(head: Uint8Array): boolean {
  let nuls = 0
  for (let at = head.indexOf(0); at !== -1; at = head.indexOf(0, at + 1)) nuls += 1
  return nuls > 8 && nuls * 100 > head.length
}

function wideByNuls(head: Uint8Array): string | undefined {
  let even = 0
  let odd = 0
  for (let at = 0; at < head.length; at += 1) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  if (even + odd < Math.max(2, (head.length / 2) * ENOUGH_PAIRS)) return undefined
  if (odd >= (even + odd) * ONE_SIDED) return 'utf-16le'
  if (even >= (even + odd) * ONE_SIDED) return 'utf-16be'
  return undefined
}

/** Length without a UTF-8 character that the cut may have split. */
function wholeCharacters(bytes: Uint8Array): number {
  let end = bytes.length
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      end = bytes.length - back
      break
    }
  }
  return end
}
