import {isMissing} from '../programs/program.js'
import type {BenchResult} from '../report/result.js'
import type {Bench, BenchContext} from './bench.js'
import {type Comparison, measureInTurn} from './compare.js'
import {comparisonTable} from './comparison-table.js'

/** Comparisons of `everport convert` with other programs, as a bench. `prepare` makes inputs and looks for the peers. */
export function convertBench(name: string, about: string, prepare: (context: BenchContext) => Comparison[]): Bench {
  return {
    name,
    about,
    async run(context): Promise<BenchResult> {
      const result: BenchResult = {bench: name, tables: [], goals: [], missing: [], data: []}
      const data = []
      for (const comparison of prepare(context)) {
        const measured = await measureInTurn(comparison, context)
        result.tables.push(comparisonTable(comparison, measured))
        result.missing.push(
          ...comparison.peers.flatMap(({program}) =>
            isMissing(program) ? [`${program.name}, because ${program.missing}`] : [],
          ),
        )
        data.push({title: comparison.title, input: {...comparison.input, path: undefined}, measured})
      }
      return {...result, data}
    },
  }
}
