/**
 * What UTF-8 names look like after a tool took them for an old code page: Slack writes zip names in UTF-8 without saying so, and
 * unpackers then show `größe` as `gr├╢├ƒe` (437) or `grÃ¶ÃŸe` (1252). Used to find the folder of a known channel name; a folder's
 * name is never "repaired" blindly.
 */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0'
const WINDOWS_1252 = new TextDecoder('windows-1252')

/** The wrong readings of a name; none for plain ASCII. */
export function misreadings(name: string): string[] {
  const bytes = Buffer.from(name)
  if (bytes.length === name.length) return []
  const as437 = Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : CP437[byte - 0x80])).join('')
  return [as437.normalize('NFC'), WINDOWS_1252.decode(bytes).normalize('NFC')]
}
