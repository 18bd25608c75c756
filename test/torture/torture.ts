import {setTimeout} from 'node:timers/promises'
import {addUp, type Verdict} from '../faults/judge.js'
import {play} from '../faults/play.js'
import {randomFaultCase} from '../faults/random-case.js'
import {playKill} from '../kill/play-kill.js'
import {randomKillCase} from '../kill/random-kill-case.js'
import type {Api} from './apis.js'

/** Most of a case is waiting; a killed process is another one each time. */
const FAULTS_AT_ONCE = 64
const KILLS_AT_ONCE = 6
/** A case that takes longer hangs. On a quiet machine the longest takes one minute. */
const LONGEST = 15 * 60_000

export interface TortureOptions {
  /** At least so many in all, spread over the APIs. */
  kills: number
  faults: number
  seed: number
  apis: readonly Api[]
  /** Only this case of each kind, counted from `seed`. */
  only?: number
  progress(kills: number, faults: number): void
}

interface Round {
  /** For each API. */
  wanted: number
  atOnce: number
  count(verdict: Verdict): number
  play(seed: number, api: Api): Promise<Verdict>
}

/** What was played on one API. */
interface Played {
  api: Api
  verdict: Verdict
}

/** Plays cases until as many were killed, and as many faults met, as asked for. Returns one verdict an API. */
export async function torture(options: TortureOptions): Promise<{name: string; verdict: Verdict}[]> {
  const {apis} = options
  const played = apis.map((api): Played => ({api, verdict: addUp([])}))
  const server = ({servers}: Api, seed: number) => servers[seed % servers.length]!
  const rounds: Round[] = [
    {
      wanted: options.faults / apis.length,
      atOnce: FAULTS_AT_ONCE,
      count: ({faults}) => faults,
      play: (seed, api) => play(randomFaultCase(seed, server(api, seed))),
    },
    {
      wanted: options.kills / apis.length,
      atOnce: KILLS_AT_ONCE,
      count: ({kills}) => kills,
      play: (seed, api) => playKill(randomKillCase(seed, server(api, seed))),
    },
  ]
  const workers: Promise<void>[] = []
  for (const round of rounds.filter(({wanted}) => wanted > 0)) {
    const own = playRound(round, played, options)
    workers.push(...own)
    // Once no other case is begun the last ones only wait, minutes for servers that put everything off: the next round need not.
    await Promise.race(own)
  }
  await Promise.all(workers)
  return played.map(({api: {name}, verdict}) => ({name, verdict}))
}

/** Begins so many at once. The APIs take turns, so that nobody waits for the last case of one before another begins. */
function playRound(round: Round, played: readonly Played[], {seed, only, progress}: TortureOptions): Promise<void>[] {
  const lanes = played.map((own) => ({own, next: only ?? seed, found: 0}))
  const isOpen = ({next, found}: (typeof lanes)[number]) => (only === undefined ? found < round.wanted : next === only)
  const told = () => {
    const {kills, faults} = addUp(played.map(({verdict}) => verdict))
    progress(kills, faults)
  }
  async function work(): Promise<void> {
    for (;;) {
      const [lane] = lanes.filter(isOpen).sort((a, b) => a.next - b.next)
      if (lane === undefined) return
      const {own} = lane
      const verdict = await ends(round, lane.next++, own.api)
      lane.found += round.count(verdict)
      own.verdict = addUp([own.verdict, verdict])
      told()
    }
  }
  return Array.from({length: round.atOnce}, work)
}

/** A case that does not come to an end is as wrong as one that ends badly. */
async function ends(round: Round, seed: number, api: Api): Promise<Verdict> {
  const broken = (why: string): Verdict => ({...addUp([]), problems: [`${api.name}, seed ${seed}: ${why}`]})
  const stop = new AbortController()
  const late = setTimeout(LONGEST, undefined, {signal: stop.signal}).then(
    () => broken(`it has not ended after ${LONGEST / 60_000} minutes`),
    () => broken('nobody waits any more'),
  )
  try {
    return await Promise.race([round.play(seed, api), late])
  } catch (error) {
    return broken(error instanceof Error ? (error.stack ?? error.message) : String(error))
  } finally {
    stop.abort()
  }
}
