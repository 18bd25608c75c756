const decoder = new TextDecoder('utf-8')

/** Text of UTF-8 bytes: a byte order mark is dropped, invalid bytes become U+FFFD and are counted in `replaced`. */
export function decodeUtf8(bytes: Uint8Array): {text: string; replaced: number} {
  const text = decoder.decode(bytes)
  const marks = countMarks(text)
  return {text, replaced: marks === 0 ? 0 : marks - countEncodedMarks(bytes)}
}

function countMarks(text: string): number {
  let count = 0
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count++
  return count
}

/**
 * A U+FFFD that was in the file is no damage of ours. Its first byte never continues another character, so all of these
 * decode as such.
 */
function countEncodedMarks(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1))
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) count++
  return count
}
