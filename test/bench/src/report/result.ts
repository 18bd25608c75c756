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
  met: boolean
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
