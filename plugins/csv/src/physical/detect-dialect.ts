import {separatorLine} from './decode-text.js'
import type {Dialect, Quoting} from './dialect.js'
import type {Row} from './row-parser.js'
import {createRowStream} from './row-stream.js'

/** The delimiters of the wild, most frequent first. `:` and the blank stand in every text: they must be named by option. */
const DELIMITERS = [',', ';', '\t', '|', '^', '\u0001'] as const

/** Characters that every candidate is tried on: about a hundred rows. */
const TRIAL = 16 * 1024
const STEP = 1024
/** With the wrong delimiter nearly every quote stands in the wrong place: no need to read on. */
const MOST_BROKEN = 5

const QUOTINGS: readonly Quoting[] = ['double', 'backslash', 'single', 'none']

export interface SampleRows {
  dialect: Dialect
  /** Complete rows of the sample, without blank ones. */
  rows: Row[]
  /** Cells of a usual row. */
  width: number
}

interface Trial extends SampleRows {
  /** Share of the rows that have the usual width. */
  even: number
  /** Rows with stray quotes and lines with quotes that are never closed. */
  flaws: number
  /** Cells of the most header-like of the first rows that are known column names. */
  known: number
}

/**
 * Reads the sample with each delimiter, honouring quotes, and takes the one that gives the most even table; known column names
 * weigh more. Characters are never counted: chat text is full of commas. What the options say is not tried otherwise.
 * @param known counts the known column names of a row
 */
export async function detectDialect(
  text: string,
  complete: boolean,
  given: {delimiter?: string | undefined; quoting?: Quoting | undefined; comment?: string | undefined},
  known: (cells: readonly string[]) => number,
): Promise<SampleRows> {
  const delimiter = given.delimiter ?? separatorLine(text)
  const terminator = detectTerminator(text)
  const comment = given.comment === undefined ? {} : {comment: given.comment}
  const short = text.length > TRIAL ? text.slice(0, TRIAL) : text
  const tryOut = (delimiter: string, quoting: Quoting, tried = short) =>
    trial(tried, complete && tried === text, {delimiter, quoting, terminator, ...comment}, known)

  const [first = ',', ...others] = delimiter === undefined ? DELIMITERS : [delimiter]
  let best = await tryOut(first, given.quoting ?? 'double')
  for (const candidate of others) {
    // Rows of one cell are no table.
    if (!short.includes(candidate)) continue
    const next = await tryOut(candidate, given.quoting ?? 'double')
    if (isBetterTable(next, best)) best = next
  }
  if (given.quoting !== undefined) return tryOut(best.dialect.delimiter, given.quoting, text)
  for (const quoting of QUOTINGS.slice(1)) {
    if (!mayBe(quoting, text)) continue
    const next = await tryOut(best.dialect.delimiter, quoting)
    if (isCleaner(next, best)) best = next
  }
  return tryOut(best.dialect.delimiter, best.dialect.quoting, text)
}

/** Lines outside quotes decide: a CR in an LF file is text, and an LF in a quoted cell of a CR file too. */
function detectTerminator(text: string): Dialect['terminator'] {
  const bare = text.replace(/"[^"]*"/g, '')
  return bare.includes('\n') || !bare.includes('\r') ? 'lf' : 'cr'
}

async function trial(
  text: string,
  complete: boolean,
  dialect: Dialect,
  known: (cells: readonly string[]) => number,
): Promise<Trial> {
  const parser = createRowStream(dialect)
  const parsed: ReturnType<typeof parser.write> = []
  let hopeless = false
  for (let at = 0; at < text.length && !hopeless; at += STEP) {
    parsed.push(...parser.write(text.slice(at, at + STEP)))
    hopeless = parsed.length < MOST_BROKEN * 2 && parsed.filter(({cells}) => cells === undefined).length > MOST_BROKEN
  }
  // The last row of a cut sample is cut as well.
  if (complete && !hopeless) parsed.push(...(await parser.end()))
  const rows = parsed.filter((row): row is Row => row.cells?.some((cell) => cell.trim() !== '') ?? false)
  const width = usualWidth(rows)
  const broken = parsed.filter(({cells}) => cells === undefined).length
  return {
    dialect,
    rows,
    width,
    even: rows.filter(({cells}) => cells.length === width).length / Math.max(1, rows.length + broken),
    flaws: parsed.filter((row) => row.cells === undefined || row.repaired).length,
    known: Math.max(0, ...rows.slice(0, 20).map(({cells}) => known(cells))),
  }
}

/** The most frequent width; of two, the wider. */
function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>()
  for (const {cells} of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 0
}

function isBetterTable(next: Trial, best: Trial): boolean {
  if (next.width < 2) return false
  if (best.width < 2) return true
  if (next.known >= 2 || best.known >= 2) return next.known > best.known
  return next.even > best.even
}

function mayBe(quoting: Quoting, text: string): boolean {
  if (quoting === 'backslash') return text.includes('\\"')
  if (quoting === 'single') return /(^|[,;\t|\n])'/.test(text)
  return text.includes('"')
}

/** Another way of quoting must give more even rows, or as even ones with fewer flaws. */
function isCleaner(next: Trial, best: Trial): boolean {
  if (next.known < best.known || next.width < 2) return false
  const gain = next.even - best.even
  if (gain < 0 || (next.dialect.quoting === 'none' && !areText(next.rows))) return false
  return gain > 0 || (next.flaws < best.flaws && next.dialect.quoting !== 'single')
}

/**
 * Quotes that open cells and do not close them are text; one of them is a slip. A cell that is wrapped in two, or opened in one cell and closed
 * in a later one of its row, was meant to be quoted.
 */
function areText(rows: readonly Row[]): boolean {
  let open = 0
  let meant = 0
  for (const {cells} of rows) {
    let opened = 0
    for (const cell of cells.map((cell) => cell.trim())) {
      if (/^".*"$/s.test(cell)) meant += 1
      else if (cell.startsWith('"')) opened += 1
      else if (cell.endsWith('"') && opened > 0) {
        opened -= 1
        meant += 1
      }
    }
    open += opened
  }
  return open >= 2 && open > meant
}
