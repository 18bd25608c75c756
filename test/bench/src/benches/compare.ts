import {mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {MadeExport} from '../data/export-kind.js'
import {type Cost, summary} from '../measure/cost.js'
import {countLines} from '../measure/count-lines.js'
import {runMeasured} from '../measure/run-measured.js'
import {isMissing, type Missing, type Program} from '../programs/program.js'
import type {BenchContext} from './bench.js'

/** A program beside ours; `goal`: how many times as fast as it we want to be. */
export interface Peer {
  program: Program | Missing
  goal?: number
}

export interface Comparison {
  title: string
  input: MadeExport
  ours: Program
  peers: readonly Peer[]
  /** Most memory that we may take, bytes. */
  memoryGoal?: number
}

export interface Measured {
  name: string
  version: string
  costs: Cost[]
  cost: Cost
  /** Lines of NDJSON it wrote. */
  lines?: number
  /** Records it read, as a program tells that writes nothing. */
  records?: number
  goal?: number
}

/** Runs all programs in turn, as many rounds as asked for, so that a busy minute of the machine meets all of them. Ours comes first in the result. */
export async function measureInTurn(comparison: Comparison, context: BenchContext): Promise<Measured[]> {
  const {input, ours, peers, title} = comparison
  const programs = [{program: ours}, ...peers].flatMap(({program, ...rest}) =>
    isMissing(program) ? [] : [{program, ...rest}],
  )
  const measured = programs.map(
    ({program: {name, version}, ...rest}): Measured => ({
      name,
      version,
      costs: [],
      cost: {wall: 0, cpu: 0, peak: 0},
      ...rest,
    }),
  )
  for (let round = 1; round <= context.scale.rounds; round++)
    for (const [nth, {program}] of programs.entries()) {
      context.tell(`${title}: ${program.name}, run ${round} of ${context.scale.rounds}`)
      const result = measured[nth]!
      const folder = join(context.scratch, 'run')
      mkdirSync(folder, {recursive: true})
      const output = join(folder, 'out')
      const {stdout, ...cost} = await runMeasured(program.command(input.path, output), {meter: context.meter, folder})
      result.costs.push(cost)
      if (program.ndjson === undefined) result.records = Number(stdout)
      else if (round === 1) result.lines = countLines(program.ndjson(output))
      rmSync(folder, {recursive: true})
    }
  return measured.map((result) => ({...result, cost: summary(result.costs)}))
}
