import {readFileSync} from 'node:fs'

/** Places in what `processStat` gives (proc(5), which counts from 1 and two fields more). */
export const STATE = 0
export const START_TIME = 19

/** What Linux says of a process, from its state on; undefined where the system does not tell (without /proc), or when there is no such process. */
export function processStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before it stands in parentheses and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/** It is dead, and only waits for its parent to ask how it ended: in a container whose first process never asks, for good. */
export function hasEnded(pid: number): boolean {
  const state = processStat(pid)?.[STATE]
  return state === 'Z' || state === 'X'
}
