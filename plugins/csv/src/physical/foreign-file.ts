const STARTS: readonly {bytes: readonly number[]; what: string; next: string}[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: 'an Excel workbook or a zip archive',
    next: 'open it and save the sheet as "CSV UTF-8"',
  },
  {bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook', next: 'open it and save the sheet as "CSV UTF-8"'},
  {bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', next: 'export the chat as CSV'},
  {bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], what: 'an SQLite database', next: 'export its message table as CSV'},
]

const TEXT_STARTS: readonly {pattern: RegExp; what: string; next: string}[] = [
  {
    pattern: /^\s*<(!doctype|html|head|body|table|\?xml)\b/i,
    what: 'a web page',
    next: 'open it in a spreadsheet and save it as "CSV UTF-8", or choose CSV where it was exported',
  },
  {
    pattern: /^\s*(\[\s*(\{|\[)|\{\s*"|\{\s*\})/,
    what: 'JSON',
    next: 'choose CSV where it was exported, or use the source that reads this JSON',
  },
]

/** When a file is something else under the name of a CSV: what it is and what to do. */
export function foreignFile(head: Uint8Array): {what: string; next: string} | undefined {
  const binary = STARTS.find(({bytes}) => bytes.every((byte, at) => head[at] === byte))
  if (binary !== undefined) return binary
  const text = new TextDecoder().decode(head.subarray(0, 512))
  return TEXT_STARTS.find(({pattern}) => pattern.test(text))
}
