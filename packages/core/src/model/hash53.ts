/**
 * A number for a text, quickly: 53 bits, above 0, for tables that must be small. Never for ids: strangers could make texts that share one.
 * Two mixes of 32 bits side by side (cyrb53, public domain).
 */
export function hash53(text: string, seed = 0): number {
  let a = Math.imul(0xdeadbeef ^ seed, 2654435761)
  let b = Math.imul(0x41c6ce57 ^ seed, 1597334677)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return ((b & 0x1fffff) >>> 0) * 2 ** 32 + (a >>> 0) || 1
}
