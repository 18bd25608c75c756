import type {Fix} from '../options.js'

/** Windows-1252 for the bytes 0x80 to 0x9F; the five that it leaves empty stand for themselves. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'
const BYTE_OF = new Map([...HIGH].map((character, index) => [character, 0x80 + index]))

/** Line ends become `\n`; everything else is only undone when told. */
export function fixText(cell: string, fixes: readonly Fix[]): string {
  let text = cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell
  if (fixes.length === 0) return text
  if (fixes.includes('null-words') && /^\s*(null|nan|none|n\/a)\s*$/i.test(text)) return ''
  if (fixes.includes('formula-guard')) text = text.replace(/^'(?=[=+\-@])/, '')
  if (fixes.includes('line-breaks')) text = text.replace(/\\([nrt\\])/g, (_, letter: string) => WRITTEN[letter] ?? '')
  if (fixes.includes('mojibake')) text = fixMojibake(text)
  return text
}

const WRITTEN: Record<string, string> = {n: '\n', r: '', t: '\t', '\\': '\\'}

/** UTF-8 that was read as windows-1252 (`GrÃ¼ÃŸe`): repaired only when the whole text makes the way back. */
function fixMojibake(text: string): string {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const byte = code < 0x100 ? code : BYTE_OF.get(character)
    if (byte === undefined) return text
    bytes.push(byte)
  }
  if (bytes.every((byte) => byte < 0x80)) return text
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(Uint8Array.from(bytes))
  } catch {
    return text
  }
}
