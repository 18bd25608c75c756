import {type Attempt, attempt} from '../attempt.js'
import {isJsonText, replaceSpans, spread, type TextSpan, textSpans} from '../damage/text-spans.js'
import {type Fixture, fixtureTree} from '../input/fixture.js'
import type {SourcePromise, Subject} from '../source-promise.js'

const LARGEST = 256 * 1024
const TRIED = 60

/**
 * What losses mean cannot be tested, but two things can: an example of a loss that the tests name stands in a fixture and in no
 * record; and a source that declares no loss makes something of every text of its JSON fixtures.
 */
export const losesWhatItSays: SourcePromise = {
  number: 29,
  title: 'loses what it says it loses',
  async *check(subject) {
    yield* namedLosses(subject)
    if (subject.source.losses.length > 0) return
    for (const [index, fixture] of subject.fixtures.entries()) {
      for await (const text of unusedTexts(subject, fixture))
        yield `fixture ${index}: nothing is made of ${text}, and no loss is declared`
    }
  },
}

async function* namedLosses(subject: Subject): AsyncGenerator<string> {
  for (const [loss, example] of Object.entries(subject.lost ?? {})) {
    if (!subject.source.losses.includes(loss))
      yield `the tests have an example of the loss ${JSON.stringify(loss)}, which is not declared`
    let found = false
    for (const [index, fixture] of subject.fixtures.entries()) {
      if (!Object.values(fixture.files).some((content) => Buffer.from(content).includes(example))) continue
      found = true
      const {records} = await attempt(subject, fixtureTree(fixture))
      const kept = records.find((record) =>
        Object.values(record).some((value) => JSON.stringify(value).includes(example)),
      )
      if (kept) yield `fixture ${index}: ${JSON.stringify(example)} is declared lost (${loss}), and stands in a record`
    }
    if (!found) yield `no fixture holds ${JSON.stringify(example)}, the example of the loss ${JSON.stringify(loss)}`
  }
}

/** Texts that can be changed without any change in what is read. */
async function* unusedTexts(subject: Subject, fixture: Fixture): AsyncGenerator<string> {
  const before = outcome(await attempt(subject, fixtureTree(fixture)))
  for (const [path, content] of Object.entries(fixture.files)) {
    const text = Buffer.from(content).toString()
    if (content.length > LARGEST || !isJsonText(text)) continue
    const values = textSpans(text).filter(({isKey, text: value}) => !isKey && value !== '')
    for (const span of spread(values, TRIED)) {
      const changed = fixtureTree(fixture, {[path]: replaceSpans(text, [span], other)})
      if (outcome(await attempt(subject, changed)) === before) yield `${JSON.stringify(span.text)} in ${path}`
    }
  }
}

const other = ({text}: TextSpan) => `${text}~`

function outcome({failure, notices, records, skips}: Attempt): string {
  return JSON.stringify([records, skips, notices, failure !== undefined])
}
