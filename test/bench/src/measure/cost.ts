/** What one run of a program cost: the whole process, from its start to its end. */
export interface Cost {
  /** Seconds on the clock. */
  wall: number
  /** Seconds of processor, user and system. */
  cpu: number
  /** Most memory at any time, bytes. */
  peak: number
}

/** Medians of time; of memory the most, because a promise about memory is one about every run. */
export function summary(costs: readonly Cost[]): Cost {
  return {
    wall: median(costs.map(({wall}) => wall)),
    cpu: median(costs.map(({cpu}) => cpu)),
    peak: Math.max(...costs.map(({peak}) => peak)),
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
