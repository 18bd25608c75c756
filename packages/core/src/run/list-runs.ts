import {existsSync} from 'node:fs'
import {stateFilePath} from '../store/state-file.js'
import {openStore} from '../store/store.js'
import {buildReport} from './build-report.js'
import type {RunReport} from './report.js'
import {runId, runNotFound} from './run-name.js'

/**
 * The runs of a state folder, newest first, or only the one named. Takes no lock: it may be asked while a run goes on.
 * @throws EverportError `RUN_NOT_FOUND`.
 */
export async function listRuns({stateDir, run}: {stateDir: string; run?: string}): Promise<RunReport[]> {
  if (!existsSync(stateFilePath(stateDir))) {
    if (run !== undefined) throw runNotFound(run)
    return []
  }
  const store = openStore(stateDir)
  try {
    const runs = store.runs.all().filter(({id}) => run === undefined || id === runId(run))
    if (run !== undefined && runs.length === 0) throw runNotFound(run)
    return runs.map((stored) => buildReport(store, stored))
  } finally {
    store.close()
  }
}
