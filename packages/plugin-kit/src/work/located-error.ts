import {EverportError, isEverportError} from '@everport/core/errors'
import {stateDirFlag} from '../commands/project-folder.js'

/** The same error, whose hints lead to this state folder where a command would not find it by itself. */
export function locatedError(error: unknown, stateDir: string): unknown {
  const at = stateDirFlag(stateDir)
  if (at === '' || !isEverportError(error) || error.code !== 'RUN_CHANGED') return error
  const {cause, code, hints, message, place} = error
  const located = hints.map((hint) => hint.replace(/^everport resume r\d+( --as-read)?(?= )/, `$&${at}`))
  return new EverportError(code, message, {hints: located, cause, ...(place ? {place} : {})})
}
