import {EverportError} from '../errors/everport-error.js'

/** Runs are called r1, r2, … */
export const runName = (id: number) => `r${id}`

/** @throws EverportError `RUN_NOT_FOUND` when it is not the name of a run. */
export function runId(name: string): number {
  const found = /^r?(\d{1,9})$/.exec(name.trim())
  if (!found) throw runNotFound(name)
  return Number(found[1])
}

export function noRuns(stateDir: string): EverportError {
  return new EverportError('RUN_NOT_FOUND', `There are no runs in ${stateDir}.`, {
    hints: ['everport import PATH   makes the first.'],
  })
}

export function runNotFound(name: string): EverportError {
  return new EverportError('RUN_NOT_FOUND', `There is no run ${JSON.stringify(name)} here.`, {
    hints: ['everport status   lists the runs of this project.'],
  })
}
