import type {InputTree} from '@everport/core/input'
import type {SourceRecord} from '@everport/core/model'
import {attempt} from '../attempt.js'
import {spread} from '../damage/text-spans.js'
import {fixtureTree} from '../input/fixture.js'
import {shown} from '../record-problems.js'
import type {SourcePromise, Subject} from '../source-promise.js'

const STOPS = 24

/** An import that dies while it reads begins again: what was read before must come again, and what follows must be the same. */
export const beginsAnew: SourcePromise = {
  number: 28,
  title: 'begins anew after a stop at any record',
  async *check(subject) {
    for (const [index, fixture] of subject.fixtures.entries()) {
      const tree = fixtureTree(fixture)
      const whole = await attempt(subject, tree)
      const stops = spread(
        whole.records.map((_, i) => i + 1),
        STOPS,
      )
      for (const stop of stops) {
        const problem = differs(whole.records.slice(0, stop), await firstRecords(subject, tree, stop))
        if (problem !== undefined) yield `fixture ${index}, begun anew after stops: ${problem}`
      }
      const problem = differs(whole.records, (await attempt(subject, tree)).records)
      if (problem !== undefined) yield `fixture ${index}, read whole after it was left at every record: ${problem}`
    }
  },
}

/** Reads until so many records have come, and leaves. */
async function firstRecords({options, source}: Subject, tree: InputTree, count: number): Promise<SourceRecord[]> {
  const records: SourceRecord[] = []
  const context = {signal: new AbortController().signal, skip() {}, warn() {}}
  for await (const batch of source.read(tree, options, context)) {
    records.push(...batch.slice(0, count - records.length))
    if (records.length === count) break
  }
  return records
}

function differs(expected: readonly SourceRecord[], found: readonly SourceRecord[]): string | undefined {
  for (let i = 0; i < Math.max(expected.length, found.length); i++) {
    if (JSON.stringify(expected[i]) !== JSON.stringify(found[i]))
      return `${shown(expected[i])} became ${shown(found[i])} (record ${i + 1})`
  }
  return undefined
}
