import {describe, expect, it} from 'vitest'
import {isBuilt} from '../kill/spawn-child.js'
import {playCommand} from './stranger/play-command.js'
import {commandCase, randomStrangerCase} from './stranger/stranger-case.js'

const KINDS = ['v1 personal', 'v2 Cloud', 'self-hosted 1.6.0'] as const
const DEATHS = 2

describe.skipIf(!isBuilt)('the command (needs a build), killed at any moment and given again', () => {
  it('leaves every message once, in order, and flushed, on a server by the hand of a stranger', async () => {
    const cases = KINDS.map((kind) => {
      const {maxMessages: _, rate: __, ...given} = commandCase(randomStrangerCase(3, kind))
      // Each lost answer takes five real seconds.
      return {...given, conversations: [120, 30], latency: 150, trouble: {...given.trouble, share: 0.04}}
    })
    const verdicts = await Promise.all(cases.map((given) => playCommand(given, DEATHS)))
    expect(verdicts.flatMap(({problems}) => problems)).toEqual([])
    expect(verdicts.reduce((sum, {kills}) => sum + kills, 0)).toBeGreaterThan(1)
  }, 240_000)
})
