import {type Judged, sound, unsound} from './check.js'

/** Node 20.12 is the oldest that everport runs on. */
const OLDEST = [20, 12] as const

/** @param version as `process.versions.node` has it */
export function checkNode(version: string): Judged {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return sound('node', version)
  return unsound('node', `${version} is too old`, [`install Node ${OLDEST.join('.')} or later`])
}
