import type {BenchResult, Conditions, Goal, Table} from './result.js'

export type Report = ReadonlyArray<BenchResult & Conditions>

export const GOALS_HEAD = ['what', 'goal', 'measured', ''] as const

/** The whole report: every table, then the goals that stand in none, then who was not there. `level`: of its headings. */
export function markdown(results: Report, level = '##'): string {
  const goals = results.flatMap((result) => result.goals)
  const missing = [...new Set(results.flatMap((result) => result.missing))]
  return [
    conditions(results),
    ...results.flatMap(({tables}) => tables.map((table) => section(table, level))),
    ...(goals.length > 0 ? [section(goalTable(goals), level)] : []),
    ...missing.map((who) => `Not compared: ${who}.`),
  ].join('\n\n')
}

function conditions(results: Report): string {
  const loads = results.map(({load}) => load.toFixed(1)).toSorted((a, b) => Number(a) - Number(b))
  const places = [...new Set(results.map(({date, machine}) => `${date}, ${machine}`))]
  return `Measured by \`pnpm bench\` (${places.join('; ')}), under a load of ${loads[0]} to ${loads.at(-1)} when its parts began.`
}

const section = ({title, about, head, rows}: Table, level: string) =>
  `${level} ${title}\n\n${about}\n\n${grid([head, ...rows])}`

const goalTable = (goals: readonly Goal[]): Table => ({
  title: 'Further goals',
  about: 'Peak memory is the most of all runs, times are medians.',
  head: GOALS_HEAD,
  rows: goals.map(({what, goal, measured, verdict}) => [what, goal, measured, verdict]),
})

/** The first column to the left, figures to the right: as the formatter of this repository lays tables out. */
function grid(rows: ReadonlyArray<readonly string[]>): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)))
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`
  const [head, ...body] = rows.map(line)
  return [head, line(rule), ...body].join('\n')
}
