import {memoryTree} from '@everport/core/input'
import type {Source} from '@everport/core/source'
import {expect, it} from 'vitest'
import {detectSource} from './detect-source.js'
import {chatSource} from './installed-source.test.fixture.js'

const plugin = {name: 'plugin', version: '1.0.0', type: 'core'}

it('goes on when a source fails to look', async () => {
  const failing: Source = {...chatSource('bad'), detect: () => Promise.reject(new Error('out of luck'))}
  const good = chatSource('good', {detection: {confidence: 'certain', why: 'users.json'}})
  const warnings: string[] = []
  const found = await detectSource(
    memoryTree({}),
    './x',
    [
      {source: failing, plugin: {...plugin, name: 'plugin-bad'}},
      {source: good, plugin},
    ],
    {reading: (id) => id, warn: (message) => void warnings.push(message)},
  )
  expect([found.source.id, found.why]).toEqual(['good', 'users.json'])
  expect(warnings).toEqual(['plugin-bad failed to look at ./x: out of luck'])
})
