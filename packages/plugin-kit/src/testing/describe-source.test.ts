import {expect, it} from 'vitest'
import {describeSource} from './describe-source.js'
import {manyNotes, NOTES, notes} from './note-source.test.fixture.js'

describeSource(notes, {fixtures: [NOTES], generate: manyNotes})

it('a skip needs a promise and a reason', () => {
  const skipping = (promise: number, reason: string) => () =>
    describeSource(notes, {fixtures: [NOTES], skip: [{promise, reason}]})
  expect(skipping(99, 'never')).toThrow('there is no promise 99 to skip')
  expect(skipping(20, ' ')).toThrow('promise 20 is skipped without a reason')
})
