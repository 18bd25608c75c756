import {randomFault} from '../faults/random-case.js'
import {type Seeded, seeded} from '../faults/seeded.js'
import type {ServerKind} from '../faults/server-kinds.js'
import type {KillCase, Life} from './kill-case.js'

/** Most imports of a case are over after so many writes, and after so many ms. */
const WRITES = 150
const LONGEST = 900

/** An import that is killed up to three times, half of the time while the server misbehaves as well. */
export function randomKillCase(seed: number, server: ServerKind): KillCase {
  const chance = seeded(seed)
  return {
    name: `${server.name}, kill seed ${seed}`,
    server,
    conversations: Array.from({length: chance.whole(1, 4)}, () => chance.whole(1, 60)),
    step: chance.one([60_000, 2 * 3_600_000]),
    faults: chance.chance(0.5) ? Array.from({length: chance.whole(1, 3)}, () => randomFault(chance)) : [],
    maxMessages: chance.one([1, 5, 20]),
    lives: Array.from({length: chance.whole(1, 3)}, () => randomLife(chance)),
  }
}

function randomLife(chance: Seeded): Life {
  if (chance.chance(0.4)) return {ms: chance.whole(1, LONGEST)}
  return {write: chance.whole(1, WRITES), moment: chance.one(['before', 'after'])}
}
