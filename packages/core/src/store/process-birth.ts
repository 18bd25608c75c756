import {readFileSync} from 'node:fs'

/**
 * When a process began, in the system's own words: of two processes that had the same number it differs. Undefined where the system does not
 * tell (without /proc), or when there is no such process.
 */
export function processBirth(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // proc(5): field 22, in ticks since boot. The name before it stands in parentheses and may hold anything.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return ticks === undefined ? undefined : `${boot} ${ticks}`
  } catch {
    return undefined
  }
}
