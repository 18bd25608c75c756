import type {Dialect} from './dialect.js'

/** Rows that follow each other, of one width and one kind of line end: what a parser of strict CSV can be given as it is. */
export interface Run {
  /** First character of the first row, and the one behind the last row's line end. */
  from: number
  to: number
  width: number
  crlf: boolean
  /** Line of each row, counted from that of the text. */
  lines: number[]
}

export interface Borders {
  runs: Run[]
  /** Characters that the runs take. */
  used: number
  /** Lines that they take. */
  lines: number
  /** What follows: a row that is not complete yet, or one that is not plainly written. */
  next: 'incomplete' | 'doubtful'
}

const CR = 13
/** The parser drops a byte order mark before the first row of what it is given. */
const MARK = 0xfeff

/** Whether rows of this dialect have borders that can be found without parsing them. */
export function hasPlainBorders({delimiter, quoting, terminator, comment}: Dialect): boolean {
  return delimiter.length === 1 && quoting !== 'backslash' && terminator === 'lf' && comment === undefined
}

/**
 * Finds where the rows at the start of the text end, as far as they are written by the book: a quote opens only where a cell starts, and closes
 * only in front of a delimiter or a line end. It jumps from mark to mark, so that long texts cost nothing:
 *
 *     m1,2024-03-01,Ada,"so, ""what""⏎now?"⏎
 *       ^          ^   ^^                ^^
 *
 * @param text that begins where a row begins
 */
export function findRowBorders(text: string, {delimiter, quoting}: Dialect): Borders {
  const mark = quoting === 'none' ? undefined : quoting === 'single' ? "'" : '"'
  const quoteAt = (from: number) => (mark === undefined ? -1 : text.indexOf(mark, from))
  const found: Borders = {runs: [], used: 0, lines: 0, next: 'incomplete'}
  let run: Run | undefined
  let line = 0
  let end = text.indexOf('\n')
  let quote = quoteAt(0)
  let comma = text.indexOf(delimiter)

  while (end !== -1) {
    const from = found.used
    const first = line
    let width = 1
    let at = from
    /** A cell starts with a CR: the parser would end the row there, if its line ends are CR LF. */
    let crAtStart = false
    if (text.charCodeAt(from) === MARK) return {...found, next: 'doubtful'}
    for (;;) {
      if (quote === at) {
        let close = quoteAt(at + 1)
        while (close !== -1 && text[close + 1] === mark) close = quoteAt(close + 2)
        while (close !== -1 && end !== -1 && end < close) {
          line += 1
          end = text.indexOf('\n', end + 1)
        }
        if (close === -1 || end === -1) return found
        quote = quoteAt(close + 1)
        at = close + 1
        if (comma !== -1 && comma < at) comma = text.indexOf(delimiter, at)
        if (at === end || (at + 1 === end && text.charCodeAt(at) === CR)) break
        if (comma !== at) return {...found, next: 'doubtful'}
      } else {
        if (text.charCodeAt(at) === CR && at + 1 !== end) crAtStart = true
        const stop = comma !== -1 && comma < end ? comma : end
        if (quote !== -1 && quote < stop) return {...found, next: 'doubtful'}
        if (stop === end) break
      }
      width += 1
      at = comma + 1
      comma = text.indexOf(delimiter, at)
    }
    const crlf = end > from && text.charCodeAt(end - 1) === CR
    const isQuotedAlone = width === 1 && at !== from
    if ((crAtStart && crlf) || isQuotedAlone) return {...found, next: 'doubtful'}
    if (run === undefined || run.width !== width || run.crlf !== crlf) {
      run = {from, to: from, width, crlf, lines: []}
      found.runs.push(run)
    }
    run.to = end + 1
    run.lines.push(first)
    line += 1
    found.used = end + 1
    found.lines = line
    end = text.indexOf('\n', found.used)
  }
  return found
}
