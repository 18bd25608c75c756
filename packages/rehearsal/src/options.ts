import type {Fault} from './faults/fault.js'

export type Mode = 'v1' | 'v2-cloud' | 'v2-self-hosted'

export interface RehearsalOptions {
  /** Which EverOS to be. Default `v1`: the Cloud with a v1 account, where every /api/v2 path answers 403. */
  mode?: Mode
  /** Default 127.0.0.1. */
  host?: string
  /** Default 0: any free port. */
  port?: number
  /** Cloud: `Authorization: Bearer <key>` is needed, anything else is 401. The self-hosted server has no authentication. */
  key?: string
  /** Further keys of other Cloud accounts on the same server, so that one server has v1 and v2 accounts. */
  accounts?: readonly {key: string; mode: 'v1' | 'v2-cloud'}[]
  /** A path (kept, and taken up again), `:memory:`, or `:temporary:` (default): a file that goes with the server. */
  storage?: string
  /** Of the generator that faults with a `rate` draw from. Default 1. */
  seed?: number
  faults?: readonly Fault[]
  /** Unix ms. Default Date.now. */
  clock?: () => number
  /** Every answer is this many ms late. Default 0. */
  latency?: number
  /** How long a task can be asked for. Default one hour, as the v1 Cloud keeps them (resources/v1/tasks.py of its SDK). */
  taskTtlMs?: number
  /** An asynchronous add is processed after so many ms (default 50) ... */
  taskMs?: number
  /** ... or at this poll of its task, whichever comes first. Default 2: the first poll says `processing`. */
  taskPolls?: number
  /**
   * How v1 acknowledges an asynchronous add: `data` (default) with a task id inside, as SDK1 has it, or `flat`, without any id to ask for
   * (CP README; EverOS issue 338).
   */
  acknowledgement?: 'data' | 'flat'
  /** v2 Cloud: `always` queues every add, whatever its `async_mode` says. Default `asked`. */
  queues?: 'asked' | 'always'
  /** Extracted memories can be read so many ms later. Default 0. */
  indexLagMs?: number
  /** Self-hosted: what /health says, and what that version does. Default 1.4.1. */
  version?: string
  /**
   * Self-hosted: `EVEROS_MEMORIZE__MODE`. `chat` (default here) leaves tools out and has wide limits for a cell; `agent`, which is what a server without
   * that setting does, keeps them and cuts blindly at 50 messages or 8,192 tokens.
   */
  memorize?: 'chat' | 'agent'
  /** Bodies above this are 413. Default 64 MiB. */
  maxBodyBytes?: number
}

export interface Settings {
  mode: Mode
  taskTtlMs: number
  taskMs: number
  taskPolls: number
  indexLagMs: number
  version: string
  acknowledgement: 'data' | 'flat'
  queues: 'asked' | 'always'
  memorize: 'chat' | 'agent'
}
