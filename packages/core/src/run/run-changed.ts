import {EverportError} from '../errors/everport-error.js'
import type {Manifest} from '../stage/manifest.js'
import type {StoredRun} from '../store/runs.js'
import type {Store} from '../store/store.js'
import {runName} from './run-name.js'
import {exportChanges, optionChanges} from './what-changed.js'

/** The export of a run is another one than the run read; undefined when it is not. */
export function changedExport(run: StoredRun, manifest: Manifest, store: Store): string | undefined {
  if (manifest.digest === run.fingerprint) return undefined
  const before = store.manifests.of(run.id)
  // Runs of older versions of the state kept no list.
  if (before.length === 0) return undefined
  return `${run.input} was changed since ${runName(run.id)} read it: ${exportChanges(before, manifest.files).join('; ')}`
}

/** The options are others than those that the run was begun with; undefined when they are not. */
export function changedOptions(run: StoredRun, options: string): string | undefined {
  const changes = optionChanges(run.options, options)
  return changes.length === 0
    ? undefined
    : `the options are others than ${runName(run.id)} was begun with: ${changes.join('; ')}`
}

/** `RUN_CHANGED` for an import that would go on with a run that was stopped, and cannot. */
export function cannotContinue(
  run: StoredRun,
  {export: content, options}: {export: string | undefined; options: string | undefined},
): EverportError {
  const name = runName(run.id)
  const resume = `everport resume ${name}${content === undefined ? '' : ' --as-read'}`
  return new EverportError(
    'RUN_CHANGED',
    `${name} was stopped before all was sent, and cannot go on with this: ${[content, options].filter((part) => part !== undefined).join('; and ')}.`,
    {
      hints: [
        `${resume}   sends the rest of what ${name} read, as it was begun.`,
        'Then import again: only what is new is sent.',
        ...(options === undefined ? [] : ['Or give the options that it was begun with.']),
      ],
    },
  )
}
