import type {Skip} from '@everport/core/source'
import {bytesInUse} from '../memory.js'
import type {SourcePromise} from '../source-promise.js'

const MESSAGES = 200_000
const SAMPLES = 8
/** From the first sample to any other. A set of short ids grows by twice that much; readers that forget grow by a tenth. */
const GROWTH = 4 * 1024 * 1024
/** Above what was in use before. Less than the file that was generated, let alone its values. */
const HELD = 24 * 1024 * 1024

const MIB = (bytes: number) => (bytes / 1024 / 1024).toFixed(1)

export const keepsMemoryFlat: SourcePromise = {
  number: 18,
  title: 'keeps memory flat over 200,000 messages, and accounts for all of them',
  needsGenerate: true,
  async *check({generate, options, source}) {
    if (generate === undefined) return
    const tree = generate(MESSAGES)
    let read = 0
    const count = (more: number) => {
      read += more
    }
    const context = {signal: new AbortController().signal, skip: ({count: n = 1}: Skip) => count(n), warn() {}}
    const samples: number[] = []
    const before = bytesInUse()
    for await (const batch of source.read(tree, options, context)) {
      for (const {type} of batch) if (type === 'message') count(1)
      if (read >= ((samples.length + 1) * MESSAGES) / (SAMPLES + 1)) samples.push(bytesInUse())
    }
    if (read !== MESSAGES) yield `of ${MESSAGES} messages ${read} were yielded or counted as skipped`
    if (samples.length < 2) {
      yield 'all messages came in one batch'
      return
    }
    const most = Math.max(...samples)
    const growth = most - samples[0]!
    if (growth > GROWTH) yield `memory grew by ${MIB(growth)} MiB: something is kept of every message`
    if (most - before > HELD) yield `${MIB(most - before)} MiB are held while reading: more than a part of the export`
  },
}
