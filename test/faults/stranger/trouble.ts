import type {Seeded} from '../seeded.js'
import type {Kind} from './contract.js'

/** `page`: a proxy's HTML instead of the API's words. */
interface Status {
  status: number
  retryAfter?: 'seconds' | 'date'
  page?: boolean
}

/** `garbage`: a 200 that says nothing. `away`: nobody listens for a while. `lingers`: the body comes in drops, but comes. */
export type Harm = Status | 'reset' | 'hang' | 'torn' | 'drip' | 'lingers' | 'garbage' | 'away'

/** `late`: the client is harmed first, and the request carried out `ms` later. */
export interface Met {
  harm: Harm
  moment: 'before' | 'after' | 'late'
  ms: number
}

export type Trouble = (kind: Kind) => Met | undefined

export interface TroubleOptions {
  /** Share of requests that meet something. */
  share: number
  /** Longest that a request goes on after its client was let down, server ms. */
  lateMs: number
  /** The same where the client waits for an answer until it gives up. */
  hangMs: number
  /** Longest that nobody listens, server ms. */
  awayMs: number
  /** A key that is refused for a moment stops a run, which has to be resumed. */
  isKeyDoubted: boolean
}

const STATUSES: readonly Status[] = [
  {status: 429},
  {status: 429, retryAfter: 'seconds'},
  {status: 429, retryAfter: 'date'},
  {status: 500},
  {status: 502, page: true},
  {status: 503, retryAfter: 'seconds'},
  {status: 503},
  {status: 504, page: true},
  {status: 408},
]
const CUTS: readonly Harm[] = ['reset', 'reset', 'hang', 'torn', 'drip', 'lingers', 'garbage', 'away']

export function seededTrouble(chance: Seeded, options: TroubleOptions): Trouble {
  return (kind) => {
    if (!chance.chance(options.share)) return undefined
    const ms = chance.whole(0, options.awayMs)
    if (options.isKeyDoubted && chance.chance(0.05))
      return {harm: {status: chance.one([401, 403])}, moment: 'before', ms}
    if (chance.chance(0.5)) {
      const harm = chance.one(STATUSES)
      // Who is told to come later, or that nobody could be asked, is told so before anything is done.
      const isRefusal = harm.status === 429 || (harm.status === 503 && harm.page !== true)
      return {harm, moment: isRefusal ? 'before' : chance.one(['before', 'after']), ms}
    }
    const harm = chance.one(CUTS)
    const moment = momentOf(harm, kind, chance)
    if (moment !== 'late') return {harm, moment, ms}
    return {harm, moment, ms: chance.whole(0, harm === 'hang' || harm === 'drip' ? options.hangMs : options.lateMs)}
  }
}

function momentOf(harm: Harm, kind: Kind, chance: Seeded): Met['moment'] {
  if (harm === 'lingers') return 'after'
  if (harm === 'away') return chance.one(['before', 'after'])
  return kind === 'add' || kind === 'flush' ? chance.one(['before', 'after', 'late']) : 'before'
}
