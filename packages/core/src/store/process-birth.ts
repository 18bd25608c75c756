import {readFileSync} from 'node:fs'
import {processStat, START_TIME} from './process-stat.js'

/**
 * When a process began, in the system's own words: of two processes that had the same number it differs. Undefined where the system does not
 * tell (without /proc), or when there is no such process.
 */
export function processBirth(pid: number): string | undefined {
  try {
    const ticks = processStat(pid)?.[START_TIME]
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return ticks === undefined ? undefined : `${boot} ${ticks}`
  } catch {
    return undefined
  }
}
