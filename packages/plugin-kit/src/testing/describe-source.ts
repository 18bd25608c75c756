import type {InputTree} from '@everport/core/input'
import type {Source} from '@everport/core/source'
import {describe, expect, it} from 'vitest'
import type {z} from 'zod'
import {type FixtureInput, loadFixture} from './input/fixture.js'
import {PROMISES} from './promises/index.js'
import {findProblems, type Subject} from './source-promise.js'

/** What a source is tested on. */
export interface SourceTests<Options extends z.ZodObject> {
  /** Small exports with every oddity of the format, each holding messages: absolute paths, or files by path. */
  fixtures: readonly FixtureInput[]
  /** Makes an export of so many messages, see `generatedTree`. Without it, promise 18 is not checked. */
  generate?(messages: number): InputTree
  /** Examples of what `losses` declares: the loss, and a text of a fixture that stands in no record because of it. */
  lost?: Readonly<Record<string, string>>
  /** Promises that this source cannot keep. The reason stands in the name of the skipped test. */
  skip?: readonly {promise: number; reason: string}[]
  /** Options of the source for all readings. */
  options?: z.input<Options>
}

const MINUTES = 60_000

/**
 * Registers a test for every promise of docs/source-contract.md. To be called at the top of a test file, under vitest.
 *
 * @example
 * describeSource(pigeon, {fixtures: [join(import.meta.dirname, 'fixtures/loft')]})
 * @throws TypeError for a skip that names no promise or no reason
 */
export function describeSource<Options extends z.ZodObject>(
  declared: Source<Options>,
  {fixtures, generate, lost, options, skip = []}: SourceTests<Options>,
): void {
  const source = declared as unknown as Source
  const reasons = reasonsByPromise(skip)
  let subject: Promise<Subject> | undefined
  const load = async (): Promise<Subject> => ({
    source,
    options: source.options.parse(options ?? {}),
    fixtures: await Promise.all(fixtures.map(loadFixture)),
    generate,
    lost,
  })

  describe(`${source.name} as a source`, () => {
    it('is tested on an export', () => expect(fixtures.length).toBeGreaterThan(0))

    for (const promise of PROMISES) {
      const title = `${promise.number}. ${promise.title}`
      const reason =
        reasons.get(promise.number) ?? (promise.needsGenerate && !generate ? 'no `generate` given' : undefined)
      if (reason !== undefined) {
        it.skip(`${title} (skipped: ${reason})`, () => {})
        continue
      }
      it(title, {timeout: 5 * MINUTES}, async () => {
        subject ??= load()
        expect(await findProblems(promise, await subject)).toEqual([])
      })
    }
  })
}

function reasonsByPromise(skip: readonly {promise: number; reason: string}[]): Map<number, string> {
  for (const {promise, reason} of skip) {
    if (!PROMISES.some(({number}) => number === promise)) throw new TypeError(`there is no promise ${promise} to skip`)
    if (reason.trim() === '') throw new TypeError(`promise ${promise} is skipped without a reason`)
  }
  return new Map(skip.map(({promise, reason}) => [promise, reason]))
}
