import {type InputTree, memoryTree} from '@everport/core/input'
import type {Detection} from '@everport/core/source'
import {errorText} from '../attempt.js'
import {fixtureTree} from '../input/fixture.js'
import {withForms} from '../input/fixture-forms.js'
import {foreignInputs} from '../input/foreign-inputs.js'
import {observedTree} from '../input/observed-tree.js'
import {padded} from '../input/padded.js'
import type {SourcePromise, Subject} from '../source-promise.js'

const HEAD = 64 * 1024
const MANY = 2000
/** All files together: a second of reading from a slow disk. */
const ALTOGETHER = 64 * 1024 * 1024

async function detected({source}: Subject, tree: InputTree): Promise<Detection | string> {
  try {
    const found = await source.detect(tree)
    if (!['certain', 'likely', 'no'].includes(found?.confidence)) return `gave the confidence ${found?.confidence}`
    if (found.confidence !== 'no' && found.why.trim() === '') return 'did not say why'
    return found
  } catch (error) {
    return `threw ${errorText(error)}`
  }
}

export const recognisesItsOwn: SourcePromise = {
  number: 4,
  title: 'recognises its own exports in every form',
  async *check(subject) {
    for (const [index, fixture] of subject.fixtures.entries()) {
      const problems: string[] = []
      await withForms(fixture, async (forms) => {
        const whys = new Set<string>()
        for (const {tree, what} of forms) {
          const found = await detected(subject, tree)
          if (typeof found === 'string') problems.push(`fixture ${index} as ${what}: detect ${found}`)
          else if (found.confidence === 'no')
            problems.push(`fixture ${index} as ${what} is not recognised: ${found.why}`)
          else whys.add(found.confidence)
        }
        if (whys.size > 1) problems.push(`fixture ${index} is ${[...whys].join(' in one form and ')} in another`)
      })
      yield* problems
    }
  },
}

export const looksAtLittle: SourcePromise = {
  number: 5,
  title: 'detects by the first 64 KB of a few files',
  async *check(subject) {
    for (const [index, fixture] of subject.fixtures.entries()) {
      const {seen, tree} = observedTree(padded(fixtureTree(fixture)))
      await subject.source.detect(tree)
      for (const [path, reach] of seen.reach) {
        if (reach > HEAD) yield `fixture ${index}: read ${reach} bytes of ${path}`
      }
      const endings = new Set(Object.keys(fixture.files).map((path) => path.slice(path.lastIndexOf('.') + 1)))
      for (const ending of endings) {
        const files = Array.from({length: MANY}, (_, i) => [`folder-${i % 50}/file-${i}.${ending}`, '{"x": 1}\n'])
        const many = observedTree(padded(memoryTree(Object.fromEntries(files))))
        await subject.source.detect(many.tree)
        if (many.seen.bytes > ALTOGETHER) {
          yield `read ${many.seen.bytes} bytes of ${many.seen.reach.size} out of ${MANY} foreign .${ending} files`
        }
      }
    }
  },
}

export const detectsHarmlessly: SourcePromise = {
  number: 6,
  title: 'detects no foreign input, and never throws at any',
  async *check(subject) {
    for (const {isNobodys, tree, what} of foreignInputs(subject.fixtures)) {
      const found = await detected(subject, tree)
      if (typeof found === 'string') yield `${what}: detect ${found}`
      else if (isNobodys && found.confidence !== 'no') yield `${what} was taken for an export: ${found.why}`
    }
  },
}
