import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {describeSource, generatedTree} from '@everport/plugin-kit/testing'
import {csv} from '../src/index.js'

const FIXTURES = join(import.meta.dirname, 'fixtures')

describeSource(csv, {
  fixtures: readdirSync(FIXTURES).map((name) => join(FIXTURES, name)),
  lost: {'columns that no field takes (ratings, tags, topics)': 'nudge'},
  options: {timezone: 'Europe/Berlin'},
  generate: (messages) => generatedTree({'club.csv': () => rows(messages)}),
})

function* rows(messages: number): Generator<string> {
  yield 'created_at,room,sender,message\n'
  for (let n = 0; n < messages; n += 1) {
    const time = new Date(Date.UTC(2024, 0, 1) + n * 1000).toISOString()
    yield `${time},room-${n % 100},person ${n % 1000},"message ${n}, with a comma and ""quotes"""\n`
  }
}
