import {EverportError} from '@everport/core/errors'
import type {Detection} from '@everport/core/source'

/** What one source thinks of an input. */
export interface Claim {
  id: string
  name: string
  detection: Detection
}

/**
 * The one source that fits best: the only certain one, else the only likely one.
 * @param command the command that was typed, for the commands to type instead, e.g. `everport import`
 * @throws EverportError `INPUT_AMBIGUOUS` when several fit equally well, `INPUT_UNRECOGNISED` when none does
 */
export function chooseSource(claims: readonly Claim[], path: string, command: string): Claim {
  for (const confidence of ['certain', 'likely'] as const) {
    const fitting = claims.filter(({detection}) => detection.confidence === confidence)
    const [first] = fitting
    if (first && fitting.length === 1) return first
    if (first) throw ambiguous(fitting, path, command)
  }
  throw unrecognised(claims, path, command)
}

function ambiguous(fitting: readonly Claim[], path: string, command: string): EverportError {
  const names = fitting.map(({detection, name}) => `${name} (${detection.why})`)
  return new EverportError('INPUT_AMBIGUOUS', `${path} could be ${names.join(' or ')}.`, {
    hints: fitting.map(({id, name}) => `${command} ${id} ${path}   reads it as ${name}`),
  })
}

function unrecognised(claims: readonly Claim[], path: string, command: string): EverportError {
  const refused = claims.filter(({detection}) => detection.refused)
  if (refused.length > 0) {
    const whys = refused.map(({detection, name}) => `${name}: ${detection.why}`)
    return new EverportError('INPUT_UNRECOGNISED', `${path} cannot be read. ${whys.join('. ')}`)
  }
  const ids = claims.map(({id}) => id)
  return new EverportError('INPUT_UNRECOGNISED', `No source recognises ${path}.`, {
    hints: [
      'everport sources   lists the formats that can be read',
      ...(ids.length === 0
        ? []
        : [`${command} ${ids[0]} ${path}   reads it as that all the same (sources: ${ids.join(', ')})`]),
    ],
  })
}
