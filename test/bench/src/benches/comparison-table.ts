import {count, megabytes, seconds, size, times} from '../report/figures.js'
import type {Table} from '../report/result.js'
import {mark, verdict} from '../report/result.js'
import type {Comparison, Measured} from './compare.js'

export const COMPARISON_HEAD = [
  'program',
  'version',
  'wall',
  'CPU',
  'MB/s',
  'peak memory',
  'everport, wall',
  'CPU',
  'goal',
  '',
] as const

/** Ratios say how many times as fast as the program of the row everport is. A goal of speed is met when both are. */
export function comparisonTable(comparison: Comparison, [ours, ...peers]: Measured[]): Table {
  const {title, input, memoryGoal} = comparison
  const shared = ({name, version, cost}: Measured) => [
    name,
    version,
    seconds(cost.wall),
    seconds(cost.cpu),
    (input.bytes / 1e6 / cost.wall).toFixed(0),
    megabytes(cost.peak),
  ]
  const own = memoryGoal === undefined ? ['', ''] : [`< ${megabytes(memoryGoal)}`, mark(ours!.cost.peak < memoryGoal)]
  return {
    title,
    about: `${size(input.bytes)}, ${count(input.records)} records, ${count(input.messages)} of them messages. ${agreement([ours!, ...peers])} ${runs(ours!.costs.length)}`,
    head: COMPARISON_HEAD,
    rows: [
      [...shared(ours!), '', '', ...own],
      ...peers.map((peer) => {
        const [wall, cpu] = [peer.cost.wall / ours!.cost.wall, peer.cost.cpu / ours!.cost.cpu]
        return [
          ...shared(peer),
          times(wall),
          times(cpu),
          ...(peer.goal === undefined ? ['', ''] : [`${peer.goal}x`, verdict(wall >= peer.goal, cpu >= peer.goal)]),
        ]
      }),
    ],
  }
}

/** Programs that do not write the same number of messages do not do the same work. */
function agreement(measured: readonly Measured[]): string {
  const lines = measured.filter((result) => result.lines !== undefined)
  const odd = lines.filter((result) => result.lines !== lines[0]!.lines)
  if (odd.length === 0) return `All wrote ${count(lines[0]!.lines!)} lines.`
  return `everport wrote ${count(lines[0]!.lines!)} lines; not the same: ${odd.map((result) => `${result.name} ${count(result.lines!)}`).join(', ')}.`
}

const runs = (count: number) => (count === 1 ? 'One run each.' : `Medians of ${count} runs.`)
