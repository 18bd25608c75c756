import type {InputFile} from '@everport/plugin-kit'

/** `2021-03-01.json`, or the `2021-03-01 (1).json` that is left when two exports are merged by hand. */
const DAY = /^\d{4}-\d{2}-\d{2}(?: ?\(\d+\))?\.json$/

export function isDayFile(baseName: string): boolean {
  return baseName.length >= 15 && DAY.test(baseName)
}

/** By date, then by copy: ` (1)` would otherwise stand before the original. The date is Pacific time and good for nothing else. */
export function byDay(a: InputFile, b: InputFile): number {
  const [left, right] = [baseOf(a), baseOf(b)]
  return compare(left.slice(0, 10), right.slice(0, 10)) || left.length - right.length || compare(a.path, b.path)
}

function baseOf(file: InputFile): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
