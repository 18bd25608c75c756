import {isEverportError} from '@everport/core/errors'
import type {InputTree} from '@everport/core/input'
import {type Attempt, accountedFor, attempt, errorText, isInputError, messagesOf} from '../attempt.js'
import {type Fixture, fixtureTree} from '../input/fixture.js'
import {recordProblems} from '../record-problems.js'
import type {Subject} from '../source-promise.js'

/** One file of a fixture after something has happened to it. */
export interface Damage {
  /** E.g. `people.json cut short`. */
  what: string
  /** The files at fault, under their old and new names. */
  paths: readonly string[]
  /** The whole export with that file in it. */
  tree: InputTree
  /** False when the damaged file itself may rightly be passed over without a word. Default true. */
  mustReport?: boolean
}

/**
 * What "contained and reported" means: nothing is thrown but an InputError, and that only when the damaged file held all messages or there
 * is a question to ask; what is yielded keeps the promises about records; the messages of other files are all there; and where messages are missing, a skip or a
 * notice that was not there before says so.
 */
export async function* judgeDamages(
  subject: Subject,
  fixture: Fixture,
  damages: Iterable<Damage>,
): AsyncGenerator<string> {
  const sound = await attempt(subject, fixtureTree(fixture))
  const prototype = Reflect.ownKeys(Object.prototype).length
  for (const damage of damages) {
    const reading = await attempt(subject, damage.tree)
    for (const problem of judge(subject, sound, damage, reading)) {
      yield `${damage.what}: ${problem}`
      break
    }
    if (Reflect.ownKeys(Object.prototype).length !== prototype) yield `${damage.what}: changed Object.prototype`
  }
}

function* judge(
  subject: Subject,
  sound: Attempt,
  {mustReport = true, paths}: Damage,
  damaged: Attempt,
): Generator<string> {
  if (damaged.failure) {
    const {error} = damaged.failure
    if (!isInputError(error)) yield `threw ${errorText(error)}`
    const elsewhere = messagesElsewhere(sound, paths).size
    if (elsewhere > 0 && !asksBack(error)) yield `gave up (${errorText(error)}) although other files hold messages`
    return
  }
  yield* recordProblems(damaged, subject.source.skips, [...paths, ...filesOf(sound)])
  for (const [file, count] of messagesElsewhere(sound, paths)) {
    const left = messagesElsewhere(damaged, paths).get(file) ?? 0
    if (left < count) yield `lost ${count - left} messages of another file, ${file}`
  }
  const missing = accountedFor(sound) - accountedFor(damaged)
  if (mustReport && missing > 0 && !saysMore(sound, damaged)) yield `${missing} messages are gone without a word`
}

/** A question that only an option can answer is put before anything is read: nothing is lost by it. */
function asksBack(error: unknown): boolean {
  return isEverportError(error) && (error.code === 'INPUT_NEEDS_OPTION' || error.code === 'INPUT_AMBIGUOUS')
}

function filesOf({records}: Attempt): string[] {
  return [...new Set(messagesOf({records}).flatMap(({place}) => (place ? [place.file] : [])))]
}

/** Files other than the damaged ones -> messages yielded of each. */
function messagesElsewhere(reading: Attempt, paths: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const {place} of messagesOf(reading)) {
    if (place === undefined || paths.some((path) => path === place.file || path.endsWith(`/${place.file}`))) continue
    counts.set(place.file, (counts.get(place.file) ?? 0) + 1)
  }
  return counts
}

function saysMore(sound: Attempt, damaged: Attempt): boolean {
  const said = new Set([...sound.notices, ...sound.skips].map((one) => JSON.stringify(one)))
  return [...damaged.notices, ...damaged.skips].some((one) => !said.has(JSON.stringify(one)))
}
