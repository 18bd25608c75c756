import {mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {ALL_BENCHES} from './benches/all-benches.js'
import type {BenchContext} from './benches/bench.js'
import {conditionsNow} from './conditions.js'
import {findMeter} from './measure/meter.js'
import type {Report} from './report/markdown.js'
import type {Scale} from './scale.js'

export interface Wanted {
  /** Empty: all. */
  names: readonly string[]
  scale: Scale
  /** Where exports and peers are kept. */
  cache: string
  install: boolean
  tell(line: string): void
}

/** @throws Error when nothing on this machine can measure a process. */
export async function runBenches({names, cache, ...rest}: Wanted): Promise<Report> {
  const meter = findMeter()
  if (meter === undefined) throw new Error('Nothing here measures a process: install GNU time or Python 3.')
  mkdirSync(cache, {recursive: true})
  const scratch = mkdtempSync(join(cache, 'run-'))
  const context: BenchContext = {...rest, cache, meter, scratch}
  try {
    const results = []
    for (const bench of ALL_BENCHES)
      if (names.length === 0 || names.includes(bench.name))
        results.push({...conditionsNow(), ...(await bench.run(context))})
    return results
  } finally {
    rmSync(scratch, {recursive: true, force: true})
  }
}
