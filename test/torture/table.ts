import type {Verdict} from '../faults/judge.js'

/** What the table tells of each API, in its order. */
const COLUMNS: readonly [title: string, of: keyof Omit<Verdict, 'problems'>][] = [
  ['kills', 'kills'],
  ['faults', 'faults'],
  ['messages', 'messages'],
  ['duplicates', 'duplicates'],
  ['lost', 'lost'],
  ['order violations', 'disorder'],
  ['overlapping requests', 'overlaps'],
  ['unflushed', 'unflushed'],
  ['unknown', 'unknown'],
]

/** The Markdown table that stands in the README. */
export function table(rows: readonly {name: string; verdict: Verdict}[]): string {
  const head = ['API', ...COLUMNS.map(([title]) => title)]
  const cells = rows.map(({name, verdict}) => [name, ...COLUMNS.map(([, of]) => verdict[of].toLocaleString('en-US'))])
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]!.length)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(head), rule, ...cells.map(line)].join('\n')
}
