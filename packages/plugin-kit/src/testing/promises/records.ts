import {type Attempt, attempt, errorText, messagesOf} from '../attempt.js'
import {fixtureTree} from '../input/fixture.js'
import {badTimes, lateConversations, oddShapes, sharedIds, unexplained} from '../record-problems.js'
import type {SourcePromise, Subject} from '../source-promise.js'

/** A promise about what a reading of each fixture gives. */
function ofEachReading(
  number: number,
  title: string,
  problems: (reading: Attempt, subject: Subject, paths: readonly string[]) => Iterable<string>,
): SourcePromise {
  return {
    number,
    title,
    async *check(subject) {
      for (const [index, fixture] of subject.fixtures.entries()) {
        const reading = await attempt(subject, fixtureTree(fixture))
        if (reading.failure) yield `fixture ${index}: threw ${errorText(reading.failure.error)}`
        for (const problem of problems(reading, subject, Object.keys(fixture.files)))
          yield `fixture ${index}: ${problem}`
      }
    },
  }
}

export const beginsConversations = ofEachReading(9, 'yields a conversation before its messages', ({records}) =>
  lateConversations(records),
)

export const keepsIdsApart = ofEachReading(10, 'gives every message of a conversation its own id', function* (reading) {
  if (messagesOf(reading).length === 0 && reading.skips.length === 0) yield 'holds nothing to read'
  yield* sharedIds(reading.records)
})

export const tellsTime = ofEachReading(11, 'tells time in whole milliseconds', ({records}) => badTimes(records))

export const yieldsPlainData = ofEachReading(12, 'yields plain data in the shapes of the model', (reading, _, paths) =>
  oddShapes(reading.records, paths),
)

export const explainsSkips = ofEachReading(13, 'explains what it skips and warns of', (reading, {source}) =>
  unexplained(reading, source.skips),
)
