import {addUp, type Verdict} from '../faults/judge.js'
import {play} from '../faults/play.js'
import {randomFaultCase} from '../faults/random-case.js'
import {playKill} from '../kill/play-kill.js'
import {randomKillCase} from '../kill/random-kill-case.js'
import type {Api} from './apis.js'

/** Most of a case is waiting; a killed process is another one each time. */
const FAULTS_AT_ONCE = 48
const KILLS_AT_ONCE = 4

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
  wanted: number
  atOnce: number
  count(verdict: Verdict): number
  play(seed: number, api: Api): Promise<Verdict>
}

/** Plays cases until as many were killed, and as many faults met, as asked for. Returns one verdict an API. */
export async function torture(options: TortureOptions): Promise<{name: string; verdict: Verdict}[]> {
  const {apis, progress} = options
  const done: Verdict[][] = apis.map(() => [])
  const told = () => {
    const {kills, faults} = addUp(done.flat())
    progress(kills, faults)
  }
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
  for (const round of rounds) {
    for (const [i, api] of apis.entries()) {
      await playRound(round, api, options, (verdict) => {
        done[i]!.push(verdict)
        told()
      })
    }
  }
  return apis.map(({name}, i) => ({name, verdict: addUp(done[i]!)}))
}

async function playRound(
  round: Round,
  api: Api,
  {seed, only}: TortureOptions,
  finished: (verdict: Verdict) => void,
): Promise<void> {
  if (round.wanted <= 0) return
  let next = only ?? seed
  let found = 0
  const isEnough = () => (only === undefined ? found >= round.wanted : next > only)
  async function work(): Promise<void> {
    while (!isEnough()) {
      const own = next
      next += 1
      const verdict = await round.play(own, api).catch((error: unknown) => broken(`${api.name}, seed ${own}`, error))
      found += round.count(verdict)
      finished(verdict)
    }
  }
  await Promise.all(Array.from({length: round.atOnce}, work))
}

/** A case that did not come to an end is as wrong as one that ended badly. */
function broken(name: string, error: unknown): Verdict {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return {...addUp([]), problems: [`${name}: ${why}`]}
}
