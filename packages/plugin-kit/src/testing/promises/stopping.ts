import type {InputTree} from '@everport/core/input'
import {attempt, errorText} from '../attempt.js'
import {fixtureTree} from '../input/fixture.js'
import {type Observation, observedTree} from '../input/observed-tree.js'
import type {SourcePromise, Subject} from '../source-promise.js'

/** Batches of a few hundred records, each read in pieces of up to 256 KB: a few of them may be under way. */
const AFTER_ABORT = 4 * 1024 * 1024
const GENERATED = 20_000
/** Moments of one reading at which it is aborted. */
const MOMENTS = 12

export const stopsSoon: SourcePromise = {
  number: 14,
  title: 'stops within a batch when it is told to, and leaves no file open',
  async *check(subject) {
    for (const [index, fixture] of subject.fixtures.entries()) {
      const whole = observedTree(fixtureTree(fixture))
      await attempt(subject, whole.tree)
      for (const problem of stillOpen(whole.seen, 'after the last record')) yield `fixture ${index}: ${problem}`
      for (let moment = 0; moment < MOMENTS; moment++) {
        for (const problem of await abortAt(subject, fixtureTree(fixture), moment)) yield `fixture ${index}: ${problem}`
      }
      for (const problem of await drop(subject, fixtureTree(fixture))) yield `fixture ${index}: ${problem}`
    }
    if (subject.generate === undefined) return
    for (const moment of [3, 9]) yield* await abortAt(subject, subject.generate(GENERATED), moment)
    yield* await drop(subject, subject.generate(GENERATED))
  },
}

/** Aborts before something is read for the `moment`th time. */
async function abortAt(subject: Subject, tree: InputTree, moment: number): Promise<string[]> {
  const controller = new AbortController()
  let reads = 0
  let bytesBefore = 0
  const observed = observedTree(tree, () => {
    if (reads === moment) {
      bytesBefore = observed.seen.bytes
      controller.abort()
    }
    reads++
  })
  let late = 0
  const problems: string[] = []
  const context = {signal: controller.signal, skip() {}, warn() {}}
  try {
    for await (const _ of subject.source.read(observed.tree, subject.options, context)) {
      if (controller.signal.aborted) late++
    }
  } catch (error) {
    if (!isAbort(error, controller.signal)) problems.push(`aborted, it threw ${errorText(error)}`)
  }
  if (!controller.signal.aborted) return problems
  if (late > 1) problems.push(`yielded ${late} batches after the signal had aborted`)
  const read = observed.seen.bytes - bytesBefore
  if (read > AFTER_ABORT) problems.push(`read ${read} bytes after the signal had aborted`)
  return [...problems, ...stillOpen(observed.seen, 'after the signal had aborted')]
}

/** Leaves after the first batch, as the engine does. */
async function drop(subject: Subject, tree: InputTree): Promise<string[]> {
  const {seen, tree: observed} = observedTree(tree)
  const context = {signal: new AbortController().signal, skip() {}, warn() {}}
  for await (const batch of subject.source.read(observed, subject.options, context)) if (batch.length > 0) break
  return stillOpen(seen, 'after its reader had left')
}

function stillOpen({open}: Observation, when: string): string[] {
  return [...open].map(({path}) => `${path} is still open ${when}`)
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === 'AbortError')
}
