import type {BenchResult, Goal, Table} from './result.js'
import {mark} from './result.js'

export interface Report {
  /** 2026-11-22. */
  date: string
  machine: string
  /** The arguments that the bench was called with. */
  command: string
  results: readonly BenchResult[]
}

export const GOALS_HEAD = ['what', 'goal', 'measured', ''] as const

/** The whole report: every table, then the goals that stand in none, then who was not there. `level`: of its headings. */
export function markdown({date, machine, command, results}: Report, level = '##'): string {
  const goals = results.flatMap((result) => result.goals)
  const missing = [...new Set(results.flatMap((result) => result.missing))]
  return [
    `\`${command}\`, ${date}, ${machine}.`,
    ...results.flatMap(({tables}) => tables.map((table) => section(table, level))),
    ...(goals.length > 0 ? [section(goalTable(goals), level)] : []),
    ...missing.map((who) => `Not compared: ${who}.`),
  ].join('\n\n')
}

const section = ({title, about, head, rows}: Table, level: string) =>
  `${level} ${title}\n\n${about}\n\n${grid([head, ...rows])}`

const goalTable = (goals: readonly Goal[]): Table => ({
  title: 'Further goals',
  about: 'Peak memory is the most of all runs, times are medians.',
  head: GOALS_HEAD,
  rows: goals.map(({what, goal, measured, met}) => [what, goal, measured, mark(met)]),
})

function grid(rows: ReadonlyArray<readonly string[]>): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)))
  const line = (row: readonly string[], fill: string) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i]!, fill)).join(' | ')} |`
  return [
    line(rows[0]!, ' '),
    line(
      rows[0]!.map((_, i) => (i === 0 ? '-' : '-'.repeat(widths[i]! - 1).concat(':'))),
      '-',
    ),
    ...rows.slice(1).map((row) => line(row, ' ')),
  ].join('\n')
}
