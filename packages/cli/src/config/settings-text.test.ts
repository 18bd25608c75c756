import {NO_SETTINGS, settingsFrom} from '@everport/plugin-kit/commands'
import {PLAIN} from '@everport/plugin-kit/text'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {chatSource} from '../sources/installed-source.test.fixture.js'
import {explainSettings} from './explain-settings.js'
import {settingsText} from './settings-text.js'

const source = {
  ...chatSource('chat'),
  options: z.strictObject({
    rooms: z.array(z.string()).default([]).describe('only these rooms'),
    zone: z.string().describe('needed'),
  }),
}
const layer = {
  origin: 'rc' as const,
  where: '.everportrc',
  values: {bots: 'drop', identities: [{id: 'a'}], convert: {format: 'ndjson'}, sources: {chat: {rooms: ['a', 'b']}}},
}
const settings = settingsFrom([layer], (path) => path)
const text = (all: boolean, from = settings) =>
  settingsText(
    {
      file: from === settings ? '/p/.everportrc' : undefined,
      profile: undefined,
      profiles: from === settings ? ['archive'] : [],
      key: 'not set',
      settings: explainSettings([source], {
        flags: {concurrency: '3', format: 'x'},
        env: {EVERPORT_API: 'v2'},
        settings: from,
      }),
    },
    all,
    PLAIN,
    'everport',
  ).split('\n')

describe('the settings of a project', () => {
  it('stand with their values and where those come from', () => {
    const lines = text(false).map((line) => line.trim().split(/ {2,}/))
    expect(lines).toEqual(
      expect.arrayContaining([
        ['/p/.everportrc'],
        ['profiles: archive'],
        ['EVEROS_API_KEY is not set'],
        ['bots', 'drop', 'bots in .everportrc'],
        ['identities', '1 listed', 'identities in .everportrc'],
        ['api', 'v2', 'EVERPORT_API'],
        ['concurrency', '3', '--concurrency'],
        ['flush', 'true', 'default'],
        ['until', '–', 'default'],
        ['convert.format', 'ndjson', 'convert.format in .everportrc'],
        ['sources.chat.rooms', 'a, b', 'sources.chat.rooms in .everportrc'],
        ['and 1 option of sources at the default (--all shows them)'],
      ]),
    )
  })

  it('are all there when asked for', () => {
    expect(text(true).join('\n')).toMatch(/sources\.chat\.zone +– +default$/m)
  })

  it('without a file say how to write one', () => {
    expect(text(false, NO_SETTINGS)).toEqual(
      expect.arrayContaining([
        'There is no configuration file from here up to the root of the project.',
        '  everport config init  writes a configuration',
      ]),
    )
  })
})
