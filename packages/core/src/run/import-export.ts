import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {realTiming} from '../deliver/timing.js'
import {readManifest} from '../stage/manifest.js'
import {stageExport} from '../stage/stage-export.js'
import {lockState} from '../store/lock.js'
import type {StoredRun} from '../store/runs.js'
import {stateFilePath} from '../store/state-file.js'
import {openStore, type Store} from '../store/store.js'
import {expectedSlices} from '../target/slice-limits.js'
import {carryOut} from './carry-out.js'
import {chooseDestination} from './choose-destination.js'
import {continueOrCreate} from './continue-or-create.js'
import {openTarget} from './open-target.js'
import type {RunReport} from './report.js'
import type {ImportRequest, RunContext} from './run.js'

type ImportContext = RunContext & {confirm?: (plan: RunReport) => Promise<boolean>}

/**
 * Imports an export: reads and stages it, plans, sends. An unfinished run of the same export with the same options to the same
 * target is continued instead of begun again. `confirm`, when given, is asked once the plan is known.
 * @throws EverportError for anything that stops the whole import; the report tells everything else.
 */
export function importExport(request: ImportRequest, context: ImportContext): Promise<RunReport> {
  const isUntouched = request.dryRun && !existsSync(stateFilePath(request.stateDir))
  return isUntouched ? inThrowawayState(request, context) : importInto(request, context)
}

async function importInto(request: ImportRequest, context: ImportContext, throwaway = false): Promise<RunReport> {
  const {now} = context.timing ?? realTiming
  const target = request.dryRun ? undefined : await openTarget(request.delivery, request.key, context)
  const unlock = lockState(request.stateDir, now())
  let store: Store | undefined
  try {
    store = openStore(request.stateDir)
    store.runs.forgetUnstaged()
    const staged = store
    const {from, options, delivery} = request
    return await carryOut(
      {
        ...(await findOrCreate(request, store, now())),
        stage: (run) => stageExport(run, from, options, target?.slices ?? expectedSlices(delivery), staged, context),
        target,
        delivery,
        throwaway,
      },
      store,
      context,
    )
  } finally {
    store?.close()
    unlock()
    await target?.close()
  }
}

async function findOrCreate(
  request: ImportRequest,
  store: Store,
  started: number,
): Promise<{run: StoredRun; continued: boolean}> {
  const {delivery, from, options} = request
  const identity = {
    destination: chooseDestination(request, store).id,
    source: from.source.id,
    manifest: await readManifest(from.tree, from.path),
    options: JSON.stringify({...options, source: from.sourceOptions}),
  }
  return continueOrCreate({...identity, input: from.path, delivery: JSON.stringify(delivery), started}, store)
}

/** A dry run in a project that has no state leaves none. */
async function inThrowawayState(request: ImportRequest, context: ImportContext): Promise<RunReport> {
  const stateDir = mkdtempSync(join(tmpdir(), 'everport-plan-'))
  try {
    return await importInto({...request, stateDir}, context, true)
  } finally {
    rmSync(stateDir, {recursive: true, force: true})
  }
}
