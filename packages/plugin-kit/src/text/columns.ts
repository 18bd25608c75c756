import {stripVTControlCharacters} from 'node:util'

/**
 * Rows with their columns padded to one width, indented by two. The last column is never padded.
 * @param align `l` or `r` for each column
 */
export function columns(rows: readonly (readonly string[])[], align: string): string[] {
  const widths = [...align].map((_, i) => Math.max(0, ...rows.map((row) => width(row[i] ?? ''))))
  return rows.map((row) => {
    const cells = row.map((cell, i) => {
      const pad = ' '.repeat(Math.max(0, (widths[i] ?? 0) - width(cell)))
      if (align[i] === 'r') return pad + cell
      return i === row.length - 1 ? cell : cell + pad
    })
    return `  ${cells.join('  ')}`.trimEnd()
  })
}

/** Cells that a terminal needs for a text; wide East Asian characters and emoji take two. */
export function width(text: string): number {
  let cells = 0
  for (const {segment} of GRAPHEMES.segment(stripVTControlCharacters(text))) cells += WIDE.test(segment) ? 2 : 1
  return cells
}

/** The beginning of a text in at most `cells` cells, on one line. */
export function cut(text: string, cells: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (width(line) <= cells) return line
  let kept = ''
  let used = 0
  for (const {segment} of GRAPHEMES.segment(line)) {
    used += WIDE.test(segment) ? 2 : 1
    if (used > cells - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

const GRAPHEMES = new Intl.Segmenter('en', {granularity: 'grapheme'})
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u
