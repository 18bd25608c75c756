import {PLAIN} from '@everport/plugin-kit/text'
import {expect, it} from 'vitest'
import {chatSource} from './installed-source.test.fixture.js'
import {sourcesText} from './sources-text.js'

it('lists what each source reads and leaves out', () => {
  const plugin = {name: '@everport/plugin-chat', version: '1.0.0', type: 'core'}
  expect(`\n${sourcesText([{source: chatSource('chat'), plugin}], PLAIN)}\n`).toBe(`
chat  CHAT  @everport/plugin-chat 1.0.0
  reads       chat files
  leaves out  reactions
              pins
`)
})
