import {attempt} from '../attempt.js'
import {halved} from '../damage/halved.js'
import {networkPatches} from '../guards/network-patches.js'
import {type Patch, withPatches} from '../guards/patch.js'
import {printPatches} from '../guards/print-patches.js'
import {writePatches} from '../guards/write-patches.js'
import {fixtureTree} from '../input/fixture.js'
import type {SourcePromise} from '../source-promise.js'

/** Sound exports and damaged ones: what goes wrong is what tempts to print. */
function neverCalls(number: number, title: string, patches: () => Patch[]): SourcePromise {
  return {
    number,
    title,
    async *check(subject) {
      for (const [index, fixture] of subject.fixtures.entries()) {
        const damaged = Object.entries(fixture.files).slice(0, 10)
        const called = await withPatches(patches(), async () => {
          await subject.source.detect(fixtureTree(fixture)).catch(() => undefined)
          await attempt(subject, fixtureTree(fixture))
          for (const [path, content] of damaged) await attempt(subject, fixtureTree(fixture, {[path]: halved(content)}))
        })
        for (const name of new Set(called)) yield `fixture ${index}: ${name} was called`
      }
    },
  }
}

export const printsNothing = neverCalls(15, 'prints nothing', printPatches)

export const staysOffTheNetwork = neverCalls(16, 'reaches for no network and starts no program', networkPatches)

export const writesNothing = neverCalls(17, 'writes nothing to disk', writePatches)
