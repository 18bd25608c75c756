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
 * @param reading the command that reads the input as a source, by its id
 * @throws EverportError `INPUT_AMBIGUOUS` when several fit equally well, `INPUT_UNRECOGNISED` when none does
 */
export function chooseSource(claims: readonly Claim[], path: string, reading: (id: string) => string): Claim {
  for (const confidence of ['certain', 'likely'] as const) {
    const fitting = claims.filter(({detection}) => detection.confidence === confidence)
    const [first] = fitting
    if (first && fitting.length === 1) return first
    if (first) throw ambiguous(fitting, path, reading)
  }
  throw unrecognised(claims, path, reading)
}

function ambiguous(fitting: readonly Claim[], path: string, reading: (id: string) => string): EverportError {
  const names = fitting.map(({detection, name}) => `${name} (${detection.why})`)
  return new EverportError('INPUT_AMBIGUOUS', `${path} could be ${names.join(' or ')}.`, {
    hints: fitting.map(({id, name}) => `${reading(id)}   reads it as ${name}`),
  })
}

function unrecognised(claims: readonly Claim[], path: string, reading: (id: string) => string): EverportError {
  const refused = claims.filter(({detection}) => detection.refused)
  if (refused.length > 0) {
    const whys = refused.map(({detection, name}) => `${name}: ${detection.why}`)
    return new EverportError('INPUT_UNRECOGNISED', `${path} cannot be read. ${whys.join('. ')}`, {
      hints: refused
        .filter(({detection}) => detection.why.includes('--'))
        .map(({id}) => `${reading(id)} …   is where such flags go`),
    })
  }
  const ids = claims.map(({id}) => id)
  return new EverportError('INPUT_UNRECOGNISED', `No source recognises ${path}.`, {
    hints: [
      'everport sources   lists the formats that can be read',
      ...(ids.length === 0 ? [] : [`${reading('SOURCE')}   reads it all the same as one of ${ids.join(', ')}`]),
    ],
  })
}
