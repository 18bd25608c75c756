import {type Seeded, seeded} from '../seeded.js'
import type {HostedManner} from './self-hosted.js'
import type {TroubleOptions} from './trouble.js'
import type {V1Manner} from './v1.js'

export type StrangerKind = 'v1 group' | 'v1 personal' | 'v2 Cloud' | `self-hosted ${HostedManner['version']}`

export const STRANGERS: readonly StrangerKind[] = [
  ...(['v1 group', 'v1 personal', 'v2 Cloud', 'self-hosted 1.0.0', 'self-hosted 1.1.4'] as const),
  ...(['self-hosted 1.2.3', 'self-hosted 1.4.1', 'self-hosted 1.5.1', 'self-hosted 1.6.0'] as const),
]

/** An import to a strange server. The same seed makes the same one. */
export interface StrangerCase {
  name: string
  kind: StrangerKind
  seed: number
  /** Messages in each conversation. */
  conversations: readonly number[]
  /** Between messages, ms; at 0 all have one time. */
  step: number
  /** How much faster than real time passes, for the server and for the engine's waiting. */
  speed: number
  /** Seconds that a request may take: the wall's. */
  timeout: number
  /** Undefined: what the engine chooses. */
  maxMessages?: number
  latency: number
  rate?: {perSecond: number; tells: boolean}
  gate?: {bytes: number; status: number; page: boolean}
  /** Texts that the server refuses. */
  refuses?: RegExp
  /** What a v1 server does whatever the seed says. */
  manner?: Partial<V1Manner>
  trouble: TroubleOptions
  /** Ctrl-C at so many signs of progress. */
  interruptions: readonly number[]
}

const SPEED = 20
const TIMEOUT = 1.5

export function randomStrangerCase(seed: number, kind: StrangerKind): StrangerCase {
  const chance = seeded(seed * 31 + STRANGERS.indexOf(kind))
  const maxMessages = chance.one([undefined, undefined, undefined, 1, 10])
  const most = maxMessages === 1 ? 15 : chance.one([40, 150, 700])
  const gate = {bytes: chance.whole(3000, 20_000), status: chance.one([413, 413, 403]), page: chance.chance(0.5)}
  return {
    name: `${kind}, seed ${seed}`,
    kind,
    seed,
    conversations: Array.from({length: chance.whole(1, 4)}, () => chance.whole(1, most)),
    step: chance.one([0, 1000, 60_000, 2 * 3_600_000, 5 * 3_600_000]),
    speed: SPEED,
    timeout: TIMEOUT,
    ...(maxMessages !== undefined && {maxMessages}),
    latency: chance.one([0, 20, 300]),
    ...(chance.chance(0.15) && {rate: {perSecond: chance.whole(2, 20), tells: chance.chance(0.5)}}),
    // A 403 to the very first request means the key.
    ...(chance.chance(0.15) && {gate}),
    trouble: {
      share: chance.one([0, 0.05, 0.15, 0.3]),
      lateMs: 3000,
      // The engine's quiet time after a timeout is made of its real time limit: it passes too fast here.
      hangMs: 3000,
      awayMs: chance.one([200, 8000]),
      isKeyDoubted: chance.chance(0.3),
    },
    interruptions: chance.chance(0.3) ? [chance.whole(1, 12)] : [],
    ...(chance.chance(0.2) && {refuses: chance.one([/message 3$/, /message 1?7$/])}),
  }
}

/** One on which nothing goes wrong. */
export function calmCase(kind: StrangerKind): StrangerCase {
  const {trouble} = randomStrangerCase(0, kind)
  return {
    ...{
      name: kind,
      kind,
      seed: 0,
      conversations: [],
      step: 60_000,
      speed: 50,
      timeout: 20,
      latency: 0,
      interruptions: [],
    },
    trouble: {...trouble, share: 0},
  }
}

/**
 * The same as the command meets it, whose waiting is real: by then a hanging request of the `timeout` of two seconds may be carried out after its
 * client gave up.
 */
export function commandCase(given: StrangerCase): StrangerCase {
  const {maxMessages, trouble} = given
  return {
    ...given,
    conversations: given.conversations.map((count) => Math.min(count, maxMessages === 1 ? 6 : 150)),
    speed: 1,
    timeout: 2,
    latency: Math.max(given.latency, 50),
    trouble: {
      ...trouble,
      share: Math.min(Math.max(trouble.share, 0.05), 0.2),
      lateMs: 2500,
      hangMs: 4500,
      awayMs: 2000,
    },
  }
}

export const apiOf = (kind: StrangerKind): 'v1' | 'v2' => (kind.startsWith('v1') ? 'v1' : 'v2')

/** The chance that the server's own decisions are made by. */
export const serversChance = ({seed, kind}: StrangerCase): Seeded => seeded(seed * 31 + STRANGERS.indexOf(kind) + 7777)
