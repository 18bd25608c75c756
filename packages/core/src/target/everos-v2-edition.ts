import type {Answer} from './answer.js'
import {field} from './json.js'

/** Which EverOS answers, and what that changes for an importer. */
export interface Edition {
  /** For people. */
  name: string
  /** Somebody's own server, not the Cloud. */
  selfHosted: boolean
  /** In front of `/add`, `/flush`, `/search`, `/get`. */
  path: string
  /** Adds only fill a buffer: quick, and sending the same bytes again while they wait there changes nothing. */
  deferred: boolean
  addMode: {async_mode?: boolean; defer_extraction?: boolean}
  defaultMessages: number
  /** As in `Target`. */
  stillAtWork: {ms: number; timeLimits: number}
  /** Has `/delete`; on a self-hosted server before 1.6 one edits or deletes the memory's file instead. */
  deletes: boolean
}

/**
 * Reads the edition off `/health`: only self-hosted servers have it (docs/everos.md 2.5); 1.0 says no version. `/api/v2` exists since
 * 1.2.0, `/delete` since 1.6.0, `defer_extraction` since 1.4 (older servers ignore the key and run the model inside the add, docs/everos.md 2.4).
 */
export function editionOf(health: Answer): Edition {
  if (health.kind !== 'ok' || field(health.body, 'status') === undefined) {
    return {
      name: 'EverOS Cloud v2',
      selfHosted: false,
      path: '/api/v2/memory',
      deferred: false,
      // Awaited: a queued add would make the flush after it find nothing (docs/everos.md 2.2), and errors would come too late.
      addMode: {async_mode: false},
      defaultMessages: 100,
      stillAtWork: {ms: 5000, timeLimits: 2},
      deletes: true,
    }
  }
  const version = field(health.body, 'version')
  const deferred = atLeast(version, 1, 4)
  return {
    name: `EverOS ${version ?? '1.0'} (self-hosted)`,
    selfHosted: true,
    path: atLeast(version, 1, 2) ? '/api/v2/memory' : '/api/v1/memory',
    deferred,
    addMode: deferred ? {defer_extraction: true} : {},
    // Without deferral each add runs the model: about 7 s and more for each ten messages, within the server's 360 s (docs/everos.md 5).
    defaultMessages: deferred ? 400 : 10,
    // And it stores at the end of that: up to 360 s later, six times the usual time limit (docs/everos.md 2.6).
    stillAtWork: deferred ? {ms: 5000, timeLimits: 2} : {ms: 30_000, timeLimits: 6},
    deletes: atLeast(version, 1, 6),
  }
}

function atLeast(version: string | undefined, major: number, minor: number): boolean {
  const found = /^(\d+)\.(\d+)/.exec(version ?? '')
  if (!found) return false
  const [have, haveMinor] = [Number(found[1]), Number(found[2])]
  return have > major || (have === major && haveMinor >= minor)
}
