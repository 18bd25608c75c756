import type {Fault} from '@everport/rehearsal'

export type Injected = Extract<Fault, {do: unknown}>
export type Operation = 'add' | 'flush' | 'task' | 'search' | 'get'

/** The real time limit of cases in which something hangs, and how long it hangs: past the limit, and back before the quiet time is over. */
export const SHORT_TIMEOUT = 0.3
export const HANG = 400
/** For those cases the engine's quiet time of five seconds lasts well longer than the hang, as it does in life. */
export const HANG_SPEED = 4

export interface Trouble {
  name: string
  do: Injected['do']
  hangs: boolean
}

export const TROUBLES: readonly Trouble[] = [
  {name: '429', do: {status: 429, retryAfter: 1}, hangs: false},
  {name: '500', do: {status: 500}, hangs: false},
  {name: '502', do: {status: 502}, hangs: false},
  {name: '503', do: {status: 503}, hangs: false},
  {name: '504', do: {status: 504}, hangs: false},
  {name: 'a reset', do: {reset: true}, hangs: false},
  {name: 'a torn answer', do: {torn: true}, hangs: false},
  {name: 'a slow body', do: {slowBody: 40}, hangs: false},
  {name: 'a body slower than the time limit', do: {slowBody: HANG}, hangs: true},
  {name: 'silence past the time limit', do: {hang: HANG}, hangs: true},
  {name: 'an answer past the time limit', do: {delay: HANG}, hangs: true},
]

export const OPERATIONS: readonly Operation[] = ['add', 'flush', 'task', 'search', 'get']
export const MOMENTS = ['before-commit', 'after-commit'] as const
export type Moment = (typeof MOMENTS)[number]
