const SILENCE = 4 * 3_600_000
const DAY = 24 * 3_600_000
/** A front of this many is cut without asking the model. */
const HARD = 499

/** Rows in cells, as the model is told to cut them: at every calendar day, at long silences, and blindly at 499. The last one is the tail. */
export function cellsOf<Row extends {at: number}>(rows: readonly Row[]): Row[][] {
  const cells: Row[][] = []
  let cell: Row[] = []
  let before: number | undefined
  for (const row of rows) {
    const isNew =
      before !== undefined && (row.at - before > SILENCE || Math.floor(row.at / DAY) !== Math.floor(before / DAY))
    if (cell.length > 0 && (isNew || cell.length >= HARD)) {
      cells.push(cell)
      cell = []
    }
    cell.push(row)
    before = row.at
  }
  if (cell.length > 0) cells.push(cell)
  return cells
}
