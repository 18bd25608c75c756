import {access, constants, stat} from 'node:fs/promises'
import {dirname} from 'node:path'
import {listRuns} from '@everport/core/run'
import {counted} from '@everport/plugin-kit/text'
import {type Judged, sound, unsound} from './check.js'

const TODO = ['give it to the user that runs everport, or choose another folder with --state-dir']

/**
 * Whether runs can be kept in a folder. Nothing is made: of a folder that is not there, the nearest above is looked at.
 * @throws EverportError `STATE_UNUSABLE` for a state file that cannot be used
 */
export async function checkState(stateDir: string): Promise<Judged> {
  const nearest = await nearestThere(stateDir)
  if (!(await stat(nearest)).isDirectory()) return unsound('state', `${nearest} is not a folder`, TODO)
  const writable = await access(nearest, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!writable) return unsound('state', `${nearest} cannot be written`, TODO)
  if (nearest !== stateDir) return sound('state', `${stateDir}, made by the first import`)
  return sound('state', `${stateDir} with ${counted((await listRuns({stateDir})).length, 'run')}`)
}

async function nearestThere(path: string): Promise<string> {
  for (let here = path; ; here = dirname(here)) {
    const there = await stat(here).then(
      () => true,
      () => false,
    )
    if (there || here === dirname(here)) return here
  }
}
