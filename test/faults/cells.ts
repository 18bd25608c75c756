import {SERVER_KINDS, type ServerKind} from './server-kinds.js'
import {MOMENTS, type Moment, OPERATIONS, type Operation, TROUBLES, type Trouble} from './trouble.js'

/** One request of one kind that meets one trouble at one moment on one server. */
export interface Cell {
  server: ServerKind
  on: Operation
  when: Moment
  trouble: Trouble
}

/** All that can be combined. */
export const PRODUCT: readonly Cell[] = SERVER_KINDS.flatMap((server) =>
  OPERATIONS.flatMap((on) => MOMENTS.flatMap((when) => TROUBLES.map((trouble): Cell => ({server, on, when, trouble})))),
)

export interface Impossible {
  what: string
  why: string
  is(cell: Cell): boolean
}

const AWAITED = ['v2 Cloud', 'v2 self-hosted 1.4', 'v2 self-hosted 1.2']
const DEFERRED = ['v2 self-hosted 1.4', 'v2 self-hosted 1.5, busy']

/** What cannot happen, and why. Whatever is not here is played. */
export const IMPOSSIBLE: readonly Impossible[] = [
  {
    what: 'a slow body before the commit',
    why: 'a server answers when it has done what was asked: while a body is on its way, the commit is behind it',
    is: ({when, trouble}) => when === 'before-commit' && 'slowBody' in trouble.do,
  },
  {
    what: `a task on ${AWAITED.join(', ')}`,
    why: 'every add is answered when it is done: there is no task, and none is asked for',
    is: ({on, server}) => on === 'task' && AWAITED.includes(server.name),
  },
  {
    what: `a get on ${DEFERRED.join(', ')}`,
    why: 'adds only fill the buffer there, so that what waits tells all: memories are not asked for',
    is: ({on, server}) => on === 'get' && DEFERRED.includes(server.name),
  },
]

export const CELLS: readonly Cell[] = PRODUCT.filter((cell) => !IMPOSSIBLE.some(({is}) => is(cell)))
