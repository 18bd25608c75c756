import type {ExportKind, ExportSize, MadeExport} from '../data/export-kind.js'
import {keptExport} from '../data/kept-export.js'
import type {Meter} from '../measure/meter.js'
import {count, size} from '../report/figures.js'
import type {BenchResult} from '../report/result.js'
import type {Scale} from '../scale.js'

export interface BenchContext {
  scale: Scale
  meter: Meter
  /** Where made exports are kept. */
  cache: string
  /** For what a run writes; emptied after each. */
  scratch: string
  /** Peers that are not on the machine may be installed. */
  install: boolean
  /** One line on what goes on. */
  tell(line: string): void
}

export interface Bench {
  name: string
  about: string
  run(context: BenchContext): Promise<BenchResult>
}

/** An export to measure with; made when it is not there yet. */
export function made({cache, tell}: BenchContext, kind: ExportKind, amount: ExportSize): MadeExport {
  const wanted = 'bytes' in amount ? size(amount.bytes) : `${count(amount.messages)} messages`
  return keptExport(cache, kind, amount, () => tell(`making an export: ${kind.id}, ${wanted}`))
}
