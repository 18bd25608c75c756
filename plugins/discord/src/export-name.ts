export interface ExportName {
  /** The path without extension and part number: the same for all parts of one export. */
  stem: string
  /** 1 for the first part, which carries no number. */
  part: number
  /** The channel id in brackets. */
  id?: string
  /** Best guesses for display; names may themselves hold ` - `. */
  guild?: string
  parent?: string
  channel: string
}

// `Guild - Parent - Channel [123] (after 2020-01-01) [part 2].json`, DiscordChatExporter's default name
const PART = /\s*\[part (\d+)\]$/
const RANGE = /\s*\((?:after |before )?\d{4}-\d\d-\d\d(?: to \d{4}-\d\d-\d\d)?\)$/
const ID = /\s*\[(\d{15,20})\]$/

export function parseExportName(path: string): ExportName {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const base = path.slice(folder.length).replace(/\.[^.]+$/, '')
  const whole = base.replace(PART, '')
  const dated = whole.replace(RANGE, '')
  const id = ID.exec(dated)?.[1]
  const segments = dated.replace(ID, '').split(' - ')
  const [guild, parent] = segments
  return {
    stem: folder + whole,
    part: Number(PART.exec(base)?.[1] ?? 1),
    ...(id !== undefined && {id}),
    ...(segments.length > 1 && {guild: guild!}),
    ...(segments.length > 2 && {parent: parent!}),
    channel: segments.slice(Math.min(segments.length - 1, 2)).join(' - '),
  }
}
