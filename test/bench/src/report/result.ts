/** Cells are Markdown. The first column is text, the others are figures. */
export interface Table {
  title: string
  /** A sentence or two on what was measured. */
  about: string
  head: readonly string[]
  rows: ReadonlyArray<readonly string[]>
}

/** A promise, and what became of it. */
export interface Goal {
  what: string
  goal: string
  measured: string
  verdict: string
}

/** When and where something was measured. */
export interface Conditions {
  /** 2026-11-22. */
  date: string
  machine: string
  /** Processes that wanted a processor when the bench began, on average over a minute: what else the machine had to do. */
  load: number
}

export interface BenchResult {
  bench: string
  tables: Table[]
  /** Goals that stand in no table. */
  goals: Goal[]
  /** Peers that were left out, and why. */
  missing: string[]
  /** Every single figure. */
  data: unknown
}

export const mark = (met: boolean) => (met ? '✓' : '✗')

/** By the clock and by processor time: on a busy machine they differ. */
export function verdict(wall: boolean, cpu: boolean): string {
  if (wall === cpu) return mark(wall)
  return wall ? '✓ wall, ✗ CPU' : '✗ wall, ✓ CPU'
}
