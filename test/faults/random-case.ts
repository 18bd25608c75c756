import type {Fault} from '@everport/rehearsal'
import {CALM, type FaultCase} from './fault-case.js'
import {type Seeded, seeded} from './seeded.js'
import type {ServerKind} from './server-kinds.js'
import {HANG, HANG_SPEED, type Injected, MOMENTS, OPERATIONS, SHORT_TIMEOUT, TROUBLES} from './trouble.js'

const QUICK = TROUBLES.filter(({hangs}) => !hangs)

/** An import that meets several troubles of several kinds, and is interrupted now and then. */
export function randomFaultCase(seed: number, server: ServerKind): FaultCase {
  const chance = seeded(seed)
  // Waiting costs time: every sixth case is enough.
  const hangs = chance.chance(1 / 6)
  const oddity = oddities(chance, server)
  return {
    ...CALM,
    ...(hangs && {timeout: SHORT_TIMEOUT, speed: HANG_SPEED, lateness: HANG}),
    name: `${server.name}, seed ${seed}`,
    server: {...server, options: {...server.options, ...oddity, seed}},
    conversations: Array.from({length: chance.whole(1, 5)}, () => chance.whole(1, 60)),
    step: chance.one([1, 60_000, 2 * 3_600_000]),
    faults: Array.from({length: chance.whole(2, 6)}, () =>
      randomFault(chance, {hangs, fails: !('acknowledgement' in oddity)}),
    ),
    maxMessages: chance.one([1, 3, 10, 25]),
    concurrency: chance.whole(1, 6),
    taskMs: chance.one([0, 2, 20]),
    interruptions: Array.from({length: chance.one([0, 0, 0, 1, 2])}, () => ({
      after: chance.whole(1, 12),
      maxMessages: chance.whole(1, 20),
    })),
  }
}

/**
 * Trouble of a server. `hangs`: also such as only ends with the time limit. `fails`: also adds that are accepted and fail later; without an
 * id to ask for, nobody would ever hear of that.
 */
export function randomFault(chance: Seeded, {hangs = false, fails = true} = {}): Fault {
  const on = chance.one(['add', 'add', 'flush', ...OPERATIONS] as const)
  const isTaskFailure = fails && on === 'add' && chance.chance(0.1)
  const trouble = chance.one(hangs ? TROUBLES : QUICK)
  const which: Pick<Injected, 'nth' | 'times' | 'rate'> = chance.one([
    {nth: chance.whole(1, 8)},
    {times: chance.whole(1, 3)},
    // What never ends would leave nothing to judge but patience.
    {rate: 0.2, times: trouble.hangs ? 2 : 8},
  ])
  return {on, when: chance.one(MOMENTS), do: isTaskFailure ? {failTask: true} : trouble.do, ...which}
}

/** What servers of one API may differ in. */
function oddities(chance: Seeded, {api}: ServerKind): ServerKind['options'] {
  return {
    ...(api === 'v1' && chance.chance(0.2) && {acknowledgement: 'flat' as const}),
    ...(chance.chance(0.2) && {indexLagMs: 500}),
    ...(chance.chance(0.2) && {taskPolls: 1_000_000}),
  }
}
