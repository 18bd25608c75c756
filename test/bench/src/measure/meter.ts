import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'

/** Runs a command and writes down what the system says that it cost. Node itself is not told that of its children. */
export interface Meter {
  name: string
  wrap(command: readonly string[], record: string): string[]
  read(record: string): {cpu: number; peak: number}
}

const GNU_TIME: Meter['wrap'] = (command, record) => ['-o', record, '-f', '%U %S %M', ...command]

/** Handlers are not inherited: an interrupt reaches the child and not the one that waits for it. */
const WAIT4 = `
import os, signal, sys
signal.signal(signal.SIGINT, lambda *_: None)
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
kilobytes = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
open(sys.argv[1], "w").write("%f %f %d" % (usage.ru_utime, usage.ru_stime, kilobytes))
sys.exit(os.waitstatus_to_exitcode(status))`

/** GNU time, or else Python; undefined when the machine has neither. */
export function findMeter(): Meter | undefined {
  for (const time of ['/usr/bin/time', 'gtime'])
    if (spawnSync(time, ['-f', '%U', 'true']).status === 0)
      return {name: 'GNU time', wrap: (command, record) => [time, ...GNU_TIME(command, record)], read}
  if (spawnSync('python3', ['-c', 'import os; os.wait4']).status === 0)
    return {name: 'wait4', wrap: (command, record) => ['python3', '-c', WAIT4, record, ...command], read}
  return undefined
}

/** The last line: GNU time puts a sentence before it when the exit code is not 0. */
function read(record: string): {cpu: number; peak: number} {
  const [user, system, kilobytes] = readFileSync(record, 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number)
  return {cpu: user! + system!, peak: kilobytes! * 1024}
}
