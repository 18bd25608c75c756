import type {InputTree} from '@everport/core/input'
import {type Attempt, attempt, errorText} from '../attempt.js'
import {fixtureTree} from '../input/fixture.js'
import {withForms} from '../input/fixture-forms.js'
import {observedTree} from '../input/observed-tree.js'
import {shown} from '../record-problems.js'
import type {SourcePromise, Subject} from '../source-promise.js'

/** How two readings differ, or undefined. Notices count by their codes: their words may name the input. */
function difference(one: Attempt, other: Attempt): string | undefined {
  if (other.failure) return `threw ${errorText(other.failure.error)}`
  const lines = (reading: Attempt) => [...reading.records, ...reading.skips, ...reading.notices.map(({code}) => code)]
  const before = lines(one)
  const after = lines(other)
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    if (JSON.stringify(before[i]) !== JSON.stringify(after[i]))
      return `${shown(before[i])} became ${shown(after[i])} (item ${i + 1} of what was read)`
  }
  return undefined
}

export const readsAllForms: SourcePromise = {
  number: 7,
  title: 'gives the same records for a folder, a zip and files in memory',
  async *check(subject) {
    for (const [index, fixture] of subject.fixtures.entries()) {
      const problems: string[] = []
      await withForms(fixture, async (forms) => {
        let first: Attempt | undefined
        for (const {tree, what} of forms) {
          const reading = await attempt(subject, tree)
          first ??= reading
          const problem = difference(first, reading)
          if (problem !== undefined) problems.push(`fixture ${index} as ${what}: ${problem}`)
        }
      })
      yield* problems
    }
  },
}

/** Half a day from UTC and half an hour off, and with summer time. */
const ZONES = ['Pacific/Chatham', 'America/St_Johns']

export const readsAlike: SourcePromise = {
  number: 8,
  title: 'gives the same records every time and everywhere',
  async *check(subject) {
    for (const [index, fixture] of subject.fixtures.entries()) {
      const {seen, tree} = observedTree(fixtureTree(fixture))
      const first = await attempt(subject, tree)
      const again = difference(first, await attempt(subject, tree))
      if (again !== undefined) yield `fixture ${index}, read again: ${again}`
      if (seen.isClosed) yield `fixture ${index}: closed the tree, which belongs to the caller`
      for (const reading of await Promise.all([attempt(subject, tree), attempt(subject, tree)])) {
        const problem = difference(first, reading)
        if (problem !== undefined) yield `fixture ${index}, read twice at once: ${problem}`
      }
      for (const zone of ZONES) {
        const problem = difference(first, await inZone(zone, subject, tree))
        if (problem !== undefined) yield `fixture ${index} on a computer in ${zone}: ${problem}`
      }
    }
  },
}

async function inZone(zone: string, subject: Subject, tree: InputTree): Promise<Attempt> {
  const before = process.env.TZ
  process.env.TZ = zone
  try {
    return await attempt(subject, tree)
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
}
