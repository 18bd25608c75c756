import {isUtf8} from 'node:buffer'
import {crc32} from './crc32.js'

const CP437_UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

/**
 * The name of an entry. The flag that says "UTF-8" cannot be relied on: many exporters write UTF-8 without it. Bytes
 * that are no valid UTF-8 are in the code page that the format was born with.
 * @param unicodePath content of the Info-ZIP unicode path field (0x7075), when there is one
 */
export function entryName(raw: Uint8Array, isFlaggedUtf8: boolean, unicodePath: Uint8Array | undefined): string {
  if (isFlaggedUtf8) return utf8(raw)
  if (unicodePath !== undefined && unicodePath[0] === 1 && unicodePath.length > 5) {
    // the field is about another name when somebody renamed the entry without knowing the field
    const crc = Buffer.from(unicodePath).readUInt32LE(1)
    if (crc === crc32(raw)) return utf8(unicodePath.subarray(5))
  }
  return isUtf8(raw) ? utf8(raw) : cp437(raw)
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
}

function cp437(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : CP437_UPPER[byte - 0x80])).join('')
}
