import {describe, expect, it} from 'vitest'
import {CALM, type FaultCase} from './fault-case.js'
import {play} from './play.js'
import {playAll} from './play-all.js'
import {SERVER_KINDS, type ServerKind} from './server-kinds.js'
import {
  HANG,
  HANG_SPEED,
  type Injected,
  MOMENTS,
  OPERATIONS,
  type Operation,
  SHORT_TIMEOUT,
  TROUBLES,
  type Trouble,
} from './trouble.js'

/** Which requests meet the trouble: one in the middle, all of the first three. */
const WHICH: readonly Pick<Injected, 'nth' | 'times'>[] = [{nth: 2}, {times: 3}]

function caseOf(
  server: ServerKind,
  on: Operation,
  when: (typeof MOMENTS)[number],
  trouble: Trouble,
  which: (typeof WHICH)[number],
): FaultCase {
  const fault: Injected = {on, when, do: trouble.do, ...which}
  // Look-ups only happen when something else went wrong first.
  const cause: Injected[] = on === 'search' || on === 'get' ? [{on: 'add', nth: 2, when, do: {reset: true}}] : []
  return {
    ...CALM,
    name: `${server.name}, ${on} meets ${trouble.name} ${when} ${JSON.stringify(which)}`,
    server,
    // A day between some messages: what can cut inside an add does.
    conversations: [25, 5],
    step: 2 * 3_600_000,
    faults: [...cause, fault],
    ...(trouble.hangs && {timeout: SHORT_TIMEOUT, speed: HANG_SPEED, lateness: HANG}),
  }
}

function casesOf(server: ServerKind): FaultCase[] {
  return OPERATIONS.filter((on) => on !== 'task' || server.api === 'v1').flatMap((on) =>
    MOMENTS.flatMap((when) =>
      TROUBLES.flatMap((trouble) =>
        // Waiting costs time: once is enough.
        (trouble.hangs ? WHICH.slice(0, 1) : WHICH).map((which) => caseOf(server, on, when, trouble, which)),
      ),
    ),
  )
}

describe('every message is stored once, in order, and flushed', () => {
  it.each(SERVER_KINDS)(
    '$name: whatever an add, a flush, a task, a search or a get meets',
    async (server) => {
      // What waits longest goes first.
      const cases = casesOf(server).sort((a, b) => a.timeout - b.timeout)
      expect(cases.length).toBeGreaterThan(100)
      expect((await playAll(cases, play)).problems).toEqual([])
    },
    120_000,
  )
})
