import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import type {Report} from './markdown.js'

/** What was measured before, with what was measured now in its place. `order`: of the benches in the report. */
export function merged(before: Report, now: Report, order: readonly string[]): Report {
  const results = [...before.filter(({bench}) => !now.some((result) => result.bench === bench)), ...now]
  return results.toSorted((a, b) => order.indexOf(a.bench) - order.indexOf(b.bench))
}

export function readResults(path: string): Report {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : []
}

export function writeResults(path: string, report: Report): void {
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`)
}
