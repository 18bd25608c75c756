import {describe, expect, it} from 'vitest'
import {playStranger} from './stranger/play-stranger.js'
import {randomStrangerCase, STRANGERS, type StrangerCase} from './stranger/stranger-case.js'

const SEEDS = [1]

/** Few messages and short ways, so that it is over soon. */
const short = (given: StrangerCase): StrangerCase => ({
  ...given,
  conversations: given.conversations.slice(0, 2).map((count) => Math.min(count, given.maxMessages === 1 ? 8 : 30)),
  latency: Math.min(given.latency, 20),
  trouble: {...given.trouble, awayMs: Math.min(given.trouble.awayMs, 1000)},
})

describe('a server by the hand of a stranger', () => {
  it('misbehaves as its seed says: every message is stored once, in order, and flushed', async () => {
    const cases = STRANGERS.flatMap((kind) => SEEDS.map((seed) => short(randomStrangerCase(seed, kind))))
    const verdicts = await Promise.all(cases.map(playStranger))
    expect(verdicts.flatMap(({problems}) => problems)).toEqual([])
    expect(verdicts.reduce((sum, {harmed}) => sum + harmed, 0)).toBeGreaterThan(cases.length)
  }, 120_000)

  it('shows the messages of a personal chat under the user that it belongs to', async () => {
    const calm = randomStrangerCase(0, 'v1 personal')
    const {problems} = await playStranger({
      ...calm,
      conversations: [12, 12],
      maxMessages: 1,
      latency: 0,
      interruptions: [],
      manner: {isUserSender: false, lagMs: 0, extractMs: 0, queueMs: 0},
      trouble: {...calm.trouble, share: 0.2, isKeyDoubted: false},
    })
    expect(problems).toEqual([])
  }, 60_000)
})
