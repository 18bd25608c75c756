import {Refusal} from '../check/refusal.js'
import type {ParsedAction, ParsedInjectedFault} from '../faults/fault.js'
import type {World} from '../world.js'
import {pause} from './pause.js'
import {faultReply} from './refuse.js'
import type {CommitOptions, Prepared, Reply} from './route.js'
import type {SessionLocks} from './session-locks.js'

export interface Performance {
  prepared: Prepared
  fault: ParsedInjectedFault | undefined
  /** Called when what the request asks for has been stored. */
  committed(): void
}

/**
 * Does what a request asks for, where its fault lets it, and makes the answer. Goes on when the client has left: EverOS does too
 * (EverOS issue 274).
 */
export async function perform(world: World, locks: SessionLocks, performance: Performance): Promise<Reply> {
  const {prepared, fault, committed} = performance
  const action = fault?.do
  const isBefore = fault?.when === 'before-commit'
  const delay = action !== undefined && 'delay' in action ? action.delay : 0
  let reply: Reply = {status: 200, body: {}}
  if (!isBefore || !failsRequest(action)) {
    const unlock = await turn(world, locks, prepared, isBefore ? delay : 0)
    try {
      if (isBefore && delay > 0) await pause(delay)
      reply = commit(world, prepared, {
        now: world.now(),
        failTask: action !== undefined && 'failTask' in action,
        swallow: action !== undefined && 'swallow' in action,
      })
      committed()
    } finally {
      unlock?.()
    }
  }
  if (!isBefore && delay > 0) await pause(delay)
  if (action !== undefined && 'status' in action) return faultReply(action)
  return reply
}

/** Whether a fault that comes before the commit leaves nothing to commit. */
function failsRequest(action: ParsedAction | undefined): boolean {
  return action !== undefined && ('status' in action || 'reset' in action || 'hang' in action || 'torn' in action)
}

/** The self-hosted server has a lock per session. Nobody waits for it unless somebody is slow. */
async function turn(world: World, locks: SessionLocks, {conversation}: Prepared, delay: number) {
  if (world.settings.mode !== 'v2-self-hosted' || conversation === undefined) return undefined
  if (delay === 0 && !locks.isTaken(conversation)) return undefined
  return locks.take(conversation)
}

/** A refusal while committing is an answer, not a failure: what was noted meanwhile is kept. */
function commit(world: World, prepared: Prepared, options: CommitOptions): Reply {
  const done = world.store.transaction((): Reply | Refusal => {
    try {
      return prepared.commit(options)
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  })
  if (done instanceof Refusal) throw done
  return done
}
