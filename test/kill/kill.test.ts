import {describe, expect, it} from 'vitest'
import {playAll} from '../faults/play-all.js'
import {SERVER_KINDS} from '../faults/server-kinds.js'
import {killsAt, stationsOf} from './commit-points.js'
import {playKill} from './play-kill.js'
import {randomKillCase} from './random-kill-case.js'
import {isBuilt} from './spawn-child.js'

const AT_ONCE = 4
const SEEDS = 2
/** One of each API: the others differ in what they send, not in what is committed. */
const SERVERS = SERVER_KINDS.filter(({name}) => ['v1 group', 'v2 Cloud', 'v2 self-hosted 1.4'].includes(name))

/** What the state machine of a delivery commits (ARCHITECTURE.md, delivery). */
const STATES = [
  /^INSERT INTO request .*/,
  /^UPDATE request SET state = 'sending'/,
  /^UPDATE request .*\[settled\]/,
  /^UPDATE request .*\[refused\]/,
  /^UPDATE request .*\[unknown\]/,
  /^UPDATE request SET state = 'unknown', cause = 'killed'/,
  /^INSERT OR IGNORE INTO reject/,
  /^UPDATE slice .*\[flushing\]/,
  /^UPDATE slice .*\[flushed\]/,
  /^UPDATE run .*\[sending\]/,
  /^UPDATE run .*\[partial\]/,
]

describe.skipIf(!isBuilt)('killed with SIGKILL (needs a build), then imported again', () => {
  it.each(SERVERS.map((server, i) => [server.name, server, i] as const))(
    '%s: every message is stored once, in order, and flushed, wherever the process dies',
    async (_name, server, i) => {
      const {points} = await playKill(stationsOf(server, []))
      const states = server.api === 'v1' ? [...STATES, /^UPDATE request .*\[accepted\]/] : STATES
      const labels = Object.keys(points)
      expect(states.filter((state) => !labels.some((label) => state.test(label)))).toEqual([])

      const cases = killsAt(server, points, i === 0)
      const {problems, kills} = await playAll(cases, playKill, AT_ONCE)
      expect(problems).toEqual([])
      // One death each: no point was missed.
      expect(kills).toBe(cases.length)
    },
    240_000,
  )

  it(`at random times, while the server misbehaves (${SEEDS} seeds a server)`, async () => {
    const cases = SERVER_KINDS.flatMap((server) =>
      Array.from({length: SEEDS}, (_, seed) => randomKillCase(seed, server)),
    )
    const {problems, kills} = await playAll(cases, playKill, AT_ONCE)
    expect(problems).toEqual([])
    expect(kills).toBeGreaterThan(cases.length / 2)
  }, 240_000)
})
