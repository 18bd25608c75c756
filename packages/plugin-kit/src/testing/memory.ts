import v8 from 'node:v8'
import vm from 'node:vm'

let collect: (() => void) | undefined

/** Bytes that are in use once everything that nobody holds is gone. */
export function bytesInUse(): number {
  collect ??= exposedCollector()
  // Twice: what the first one finalises is only gone after the second.
  collect()
  collect()
  const {external, heapUsed} = process.memoryUsage()
  return heapUsed + external
}

function exposedCollector(): () => void {
  v8.setFlagsFromString('--expose-gc')
  return vm.runInNewContext('gc') as () => void
}
