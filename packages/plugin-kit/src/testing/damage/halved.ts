const TAB_OR_LINE = (byte: number | undefined) => byte === undefined || byte <= 0x20

/** The first three fifths of a file, cut inside a word: not where a shorter file could have ended. */
export function halved(content: Uint8Array): Uint8Array {
  let end = Math.ceil(content.length * 0.6)
  while (end > 1 && (TAB_OR_LINE(content[end - 1]) || TAB_OR_LINE(content[end]))) end--
  return content.subarray(0, end)
}
