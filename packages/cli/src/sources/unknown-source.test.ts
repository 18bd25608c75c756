import {nearestWord} from '@everport/core/config'
import {expect, test} from 'vitest'
import {looksLikeSource, unknownSource} from './unknown-source.js'

const IDS = ['csv', 'discord', 'slack', 'telegram']

test.each([
  ['slak', 'slack'],
  ['Slack', 'slack'],
  ['telegrm', 'telegram'],
  ['cvs', undefined],
  ['whatsapp', undefined],
])('%s is near %s', (word, meant) => expect(nearestWord(word, IDS)).toBe(meant))

test.each([
  ['slak', true],
  ['my-chat', true],
  ['./slak', false],
  ['export.zip', false],
])('%s may be a source: %s', (word, may) => expect(looksLikeSource(word)).toBe(may))

test('a typo gets the command that was meant', () => {
  expect(unknownSource('slak', './x.zip', IDS, 'everport import')).toMatchObject({
    code: 'SOURCE_UNKNOWN',
    message: 'There is no source "slak".',
    hints: [
      'did you mean: everport import slack ./x.zip',
      'sources: csv, discord, slack, telegram; everport sources   tells more',
    ],
  })
})

test('a word without a path could be either', () => {
  expect(unknownSource('whatsapp', undefined, IDS, 'everport import').message).toBe(
    'There is nothing at whatsapp, and no source of that name.',
  )
})
