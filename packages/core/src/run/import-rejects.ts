import {existsSync} from 'node:fs'
import {DeliveryOptions} from '../config/import-options.js'
import {realTiming} from '../deliver/timing.js'
import {inputError} from '../errors/everport-error.js'
import type {InputTree} from '../input/input-tree.js'
import {jsonLines} from '../input/json-lines.js'
import {openInput} from '../input/open-input.js'
import {runOfReject} from '../rejects/parse-reject.js'
import {stageRejects} from '../rejects/stage-rejects.js'
import {readManifest} from '../stage/manifest.js'
import {lockState} from '../store/lock.js'
import type {StoredRun} from '../store/runs.js'
import {stateFilePath} from '../store/state-file.js'
import {openStore, type Store} from '../store/store.js'
import {expectedSlices} from '../target/slice-limits.js'
import {carryOut} from './carry-out.js'
import type {AccountAnswer} from './choose-destination.js'
import {continueOrCreate} from './continue-or-create.js'
import {openTarget} from './open-target.js'
import type {RunReport} from './report.js'
import {checkSameTarget} from './resume-run.js'
import type {RunContext} from './run.js'
import {runId, runNotFound} from './run-name.js'

export interface RejectsRequest {
  /** A file as `RunReport.rejectsFile` names it, corrected by a person; or a part of one. */
  file: string
  stateDir: string
  /** What differs from how the run of the file was begun; the target must not. */
  delivery: Partial<DeliveryOptions>
  key: string | undefined
  /** `same`: the key is a new one of the account that the run was begun with. */
  account?: AccountAnswer
  /** Plan only. */
  dryRun?: boolean
}

/**
 * Imports the messages of a corrected file of rejects, and only those: into their conversations, at the target of the run that they were left out of. What
 * the server took is not sent again, however often this is called. `confirm`, when given, is asked once the plan is known.
 * @throws EverportError `INPUT_…` for a file that is none of rejects, `RUN_NOT_FOUND`, `RUN_CHANGED`, and whatever stops a delivery.
 */
export async function importRejects(
  request: RejectsRequest,
  context: RunContext & {confirm?: (plan: RunReport) => Promise<boolean>},
): Promise<RunReport> {
  const {dryRun = false, file, key, stateDir} = request
  const tree = await openRejects(file)
  try {
    const name = await findRun(tree, file)
    if (!existsSync(stateFilePath(stateDir))) throw runNotFound(name)
    const {now} = context.timing ?? realTiming
    const unlock = lockState(stateDir, now())
    let store: Store | undefined
    try {
      store = openStore(stateDir)
      store.runs.forgetUnstaged()
      const state = store
      const origin = store.runs.get(runId(name))
      if (!origin) throw runNotFound(name)
      const delivery = DeliveryOptions.parse({...JSON.parse(origin.delivery), ...request.delivery})
      // A plan needs no key.
      if (!dryRun) checkSameTarget(origin, store, delivery, request)
      const target = dryRun ? undefined : await openTarget(delivery, key, context)
      try {
        return await carryOut(
          {
            ...(await findOrCreate(origin, {tree, file, delivery, started: now()}, store)),
            stage: (run) => stageRejects(run, tree, target?.slices ?? expectedSlices(delivery), state, context),
            target,
            delivery,
            alone: true,
          },
          store,
          context,
        )
      } finally {
        await target?.close()
      }
    } finally {
      store?.close()
      unlock()
    }
  } finally {
    await tree.close()
  }
}

async function openRejects(file: string): Promise<InputTree> {
  const tree = await openInput(file)
  if (tree.form === 'file') return tree
  await tree.close()
  throw inputError('INPUT_UNRECOGNISED', `${file} is no file of rejects.`, {hints: [WHERE]})
}

const WHERE = 'everport status r1   names the file of what did not arrive of a run.'

/** The run that the file was written for. */
async function findRun(tree: InputTree, path: string): Promise<string> {
  const [file] = await tree.files()
  let lines = 0
  for await (const batch of jsonLines(file!.chunks())) {
    for (const line of batch) {
      lines += 1
      const run = line.error === undefined ? runOfReject(line.value) : undefined
      if (run !== undefined) return run
    }
  }
  throw inputError(
    'INPUT_UNRECOGNISED',
    lines === 0 ? `${path} is empty.` : `No line of ${path} names the run that it was left out of ("run": "r1").`,
    {hints: [WHERE, 'What `convert` lists was never sent: mend the export itself, and convert or import it again.']},
  )
}

async function findOrCreate(
  origin: StoredRun,
  {tree, file, delivery, started}: {tree: InputTree; file: string; delivery: DeliveryOptions; started: number},
  store: Store,
): Promise<{run: StoredRun; continued: boolean}> {
  return continueOrCreate(
    {
      destination: origin.destination,
      source: origin.source,
      manifest: await readManifest(tree, file),
      options: JSON.stringify({rejects: true}),
      input: file,
      delivery: JSON.stringify(delivery),
      started,
    },
    store,
  )
}
