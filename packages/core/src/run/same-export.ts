import {existsSync} from 'node:fs'
import {EverportError, isEverportError} from '../errors/everport-error.js'
import {openInput} from '../input/open-input.js'
import {type Manifest, readManifest} from '../stage/manifest.js'
import {STOPPED_STATES, type StoredRun} from '../store/runs.js'
import type {Store} from '../store/store.js'
import type {ResumeRequest} from './resume-run.js'
import {changedExport, changedOptions} from './run-changed.js'
import {runName} from './run-name.js'

/**
 * A run goes on with what was staged: the export may be gone by now. When it is there and is another one, or other options are asked for, a person would expect
 * what cannot happen any more.
 * @throws EverportError `RUN_CHANGED` with the differences.
 */
export async function checkSameExport(
  run: StoredRun,
  {asRead = false, options: given = {}}: Pick<ResumeRequest, 'asRead' | 'options'>,
  store: Store,
): Promise<void> {
  const name = runName(run.id)
  const options = changedOptions(run, JSON.stringify({...JSON.parse(run.options), ...given}))
  if (options !== undefined) {
    throw new EverportError('RUN_CHANGED', `${name} cannot go on with this: ${options}.`, {
      hints: [
        `everport resume ${name}   without these options, goes on as it was begun: its messages are ready to be sent.`,
        'Other options hold for what a later import brings.',
      ],
    })
  }
  if (asRead || !STOPPED_STATES.some((state) => state === run.state)) return
  const manifest = await manifestAt(run.path)
  const content = manifest && changedExport(run, manifest, store)
  if (content === undefined) return
  throw new EverportError('RUN_CHANGED', `${content}.`, {
    hints: [
      `everport resume ${name} --as-read   sends the rest of what was read then.`,
      'Then import the export again: only what is new is sent.',
    ],
  })
}

async function manifestAt(path: string): Promise<Manifest | undefined> {
  if (path === '' || !existsSync(path)) return undefined
  try {
    const tree = await openInput(path)
    try {
      return await readManifest(tree, path)
    } finally {
      await tree.close()
    }
  } catch (error) {
    // It is not needed any more: that it cannot be opened now says nothing about what was read.
    if (isEverportError(error)) return undefined
    throw error
  }
}
