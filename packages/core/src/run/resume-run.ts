import {existsSync} from 'node:fs'
import {DeliveryOptions, type ImportOptions} from '../config/import-options.js'
import {realTiming} from '../deliver/timing.js'
import {EverportError} from '../errors/everport-error.js'
import {lockState} from '../store/lock.js'
import type {StoredRun} from '../store/runs.js'
import {stateFilePath} from '../store/state-file.js'
import {openStore, type Store} from '../store/store.js'
import {buildReport} from './build-report.js'
import type {AccountAnswer} from './choose-destination.js'
import {deliverRun} from './deliver-run.js'
import {accountOf, openTarget, scopeOf} from './open-target.js'
import type {RunReport} from './report.js'
import type {RunContext} from './run.js'
import {runId, runName, runNotFound} from './run-name.js'
import {checkSameExport} from './same-export.js'

export interface ResumeRequest {
  stateDir: string
  /** Default: the newest unfinished run. */
  run?: string
  /** Of the options that the run was begun with, those that the person names again: they cannot be changed any more. */
  options?: Partial<ImportOptions>
  /** Go on with what was read then, although the export was changed since. */
  asRead?: boolean
  /** What differs from how the run was started; the target must not. */
  delivery: Partial<DeliveryOptions>
  key: string | undefined
  /** `same`: the key is a new one of the account that the run was begun with. */
  account?: AccountAnswer
}

/**
 * Continues a run where it stopped. The export is not read again.
 * @throws EverportError `RUN_NOT_FOUND`, `RUN_CHANGED` when the target, the account, an option or the export is another one, and whatever stops a delivery.
 */
export async function resumeRun(request: ResumeRequest, context: RunContext): Promise<RunReport> {
  const {stateDir} = request
  if (!existsSync(stateFilePath(stateDir))) throw nothingToResume(stateDir)
  const unlock = lockState(stateDir, (context.timing ?? realTiming).now())
  let store: Store | undefined
  try {
    store = openStore(stateDir)
    const run = request.run === undefined ? store.runs.newestUnfinished() : store.runs.get(runId(request.run))
    if (!run) throw request.run === undefined ? nothingToResume(stateDir) : runNotFound(request.run)
    if (run.state === 'done') return buildReport(store, run)
    const options = DeliveryOptions.parse({...JSON.parse(run.delivery), ...request.delivery})
    checkSameTarget(run, store, options, request)
    await checkSameExport(run, request, store)
    const target = await openTarget(options, request.key, context)
    try {
      return await deliverRun(run, store, target, options, context)
    } finally {
      await target.close()
    }
  } finally {
    store?.close()
    unlock()
  }
}

/**
 * With the word of the person that it is the same account, the run's destination has the new key from then on.
 * @throws EverportError `RUN_CHANGED` with the differences when the settings lead to another target than the run's.
 */
export function checkSameTarget(
  run: StoredRun,
  store: Store,
  options: DeliveryOptions,
  {account: answer, key}: {account?: AccountAnswer; key: string | undefined},
): void {
  const {id, api, base_url, account, scope} = store.runs.destinationOf(run)
  const given = accountOf(key, store.runs.salt())
  const isOther = given !== account
  const differences: string[] = []
  if (options.api !== api) differences.push(`the API is ${options.api}, the run's is ${api}`)
  if (options.baseUrl !== base_url) differences.push(`the server is ${options.baseUrl}, the run's is ${base_url}`)
  if (options.api === api && scopeOf(options) !== scope)
    differences.push(`app and project are ${scopeOf(options)}, the run's are ${scope}`)
  if (isOther && differences.length === 0 && answer === 'same' && key !== undefined) {
    const twin = store.runs.destinationsAt(api, base_url, scope).find((other) => other.account === given)
    if (twin === undefined) store.runs.setAccount(id, given)
    else differences.push(`${runName(twin.run)} was sent with this API key, as to another account`)
  } else if (isOther) {
    differences.push(
      key === undefined
        ? 'no API key is set, the run was begun with one'
        : 'the API key is another one than the run was begun with',
    )
  }
  if (differences.length === 0) return
  throw new EverportError('RUN_CHANGED', `The run cannot be continued: ${differences.join('; ')}.`, {
    hints: [
      'Continue with the settings that the run was begun with, or import the export anew to the other target.',
      ...(isOther && key !== undefined && answer === undefined
        ? ['If it is a new key of the same account: --account same']
        : []),
    ],
  })
}

function nothingToResume(stateDir: string): EverportError {
  return new EverportError('RUN_NOT_FOUND', `There is no unfinished run in ${stateDir}.`, {
    hints: ['everport status   lists the runs of this project.'],
  })
}
