/** The layout of one of DiscordChatExporter's CSV generations; `columns` are indexes into a row. */
export interface CsvLayout {
  format: 'exporter' | 'package'
  delimiter: string
  columns: Readonly<Record<string, number>>
}

// 2.5 to 2.14 · 2.15 (`;`, trailing) and everything since (`,`) · messages.csv of the data package
const HEADERS: ReadonlyArray<[CsvLayout['format'], readonly string[]]> = [
  ['exporter', ['author', 'date', 'content', 'attachments']],
  ['exporter', ['authorid', 'author', 'date', 'content', 'attachments', 'reactions']],
  ['package', ['id', 'timestamp', 'contents', 'attachments']],
]

/** Recognises a file by its first line. A spreadsheet may have changed the separator; a trailing one is normal in old versions. */
export function csvLayout(firstLine: string): CsvLayout | undefined {
  const line = firstLine
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
  const delimiter = [',', ';', '\t'].find((candidate) => line.includes(candidate))
  if (delimiter === undefined) return undefined
  const cells = line.split(delimiter).map((cell) => cell.replaceAll('"', '').trim())
  if (cells.at(-1) === '') cells.pop()
  const known = HEADERS.find(
    ([, names]) => names.length === cells.length && names.every((name, index) => cells[index] === name),
  )
  if (known === undefined) return undefined
  return {format: known[0], delimiter, columns: Object.fromEntries(known[1].map((name, index) => [name, index]))}
}
