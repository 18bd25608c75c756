import type {InputFile} from '@everport/plugin-kit'

/** `2021-03-01.json`, or the `2021-03-01 (1).json` that is left when two exports are merged by hand. */
const DAY = /^\d{4}-\d{2}-\d{2}(?: ?\(\d+\))?\.json$/

export function isDayFile(baseName: string): boolean {
  return baseName.length >= 15 && DAY.test(baseName)
}

/** By date, then by copy: ` (1)` would otherwise stand before the original. The date is Pacific time and good for nothing else. */
export function byDay(a: InputFile, b: InputFile): number {
  const [left, right] = [baseOf(a), baseOf(b)]
  return compare(dayOf(a), dayOf(b)) || left.length - right.length || compare(a.path, b.path)
}

/** `2021-03-01`: equal for files of one day, and good for nothing else. */
export function dayOf(file: InputFile): string {
  return baseOf(file).slice(0, 10)
}

function baseOf(file: InputFile): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
