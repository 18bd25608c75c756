import {resolve} from 'node:path'
import type {Manifest} from '../stage/manifest.js'
import type {StoredRun} from '../store/runs.js'
import type {Store} from '../store/store.js'
import {cannotContinue, changedExport, changedOptions} from './run-changed.js'

export interface NewRun
  extends Pick<StoredRun, 'destination' | 'source' | 'input' | 'options' | 'delivery' | 'started'> {
  manifest: Manifest
}

/**
 * The run to carry out: one that was stopped, when all is as it was, else a new one.
 * @throws EverportError `RUN_CHANGED` with the differences when a run of this export was stopped, and the export or the options are others now.
 */
export function continueOrCreate({manifest, ...wanted}: NewRun, store: Store): {run: StoredRun; continued: boolean} {
  const identity = {...wanted, path: resolve(wanted.input), fingerprint: manifest.digest}
  const twin = store.runs.unfinishedTwin(identity)
  if (twin) return {run: twin, continued: true}
  const stopped = store.runs.stopped(identity)
  if (stopped) checkContinuation(stopped, {...identity, manifest}, store)
  return {
    continued: false,
    run: store.transaction(() => {
      const run = store.runs.create(identity)
      store.manifests.save(run.id, manifest.files)
      return run
    }),
  }
}

function checkContinuation(
  stopped: StoredRun,
  now: Pick<StoredRun, 'destination' | 'options'> & {manifest: Manifest},
  store: Store,
): void {
  // An export may go to several servers and accounts.
  if (stopped.destination !== now.destination) return
  const content = changedExport(stopped, now.manifest, store)
  const options = changedOptions(stopped, now.options)
  if (content !== undefined || options !== undefined) throw cannotContinue(stopped, {export: content, options})
}
