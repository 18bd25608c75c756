/**
 * What UTF-8 names look like after a tool took them for an old code page: Slack writes zip names in UTF-8 without saying so, and
 * unpackers then show `größe` as `gr├╢├ƒe` (437) or `grÃ¶ÃŸe` (1252). Used to find the folder of a known channel name; a folder's
 * name is never "repaired" blindly.
 */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0'
/** Only here does 1252 differ from Latin-1. (Node 20's decoder of that name is Latin-1 in truth.) */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'

/** The wrong readings of a name; none for plain ASCII. */
export function misreadings(name: string): string[] {
  const bytes = Buffer.from(name)
  if (bytes.length === name.length) return []
  return [CP437, CP1252].map((page) => inCodePage(bytes, page))
}

function inCodePage(bytes: Uint8Array, page: string): string {
  const characters = Array.from(
    bytes,
    (byte) => (byte < 0x80 ? undefined : page[byte - 0x80]) ?? String.fromCharCode(byte),
  )
  return characters.join('').normalize('NFC')
}
