import type {Paint} from '../text/paint.js'
import {placeText} from '../text/place-text.js'
import type {ExplainedError} from './explain-error.js'

/** An error for a terminal: what happened, where, and what to do next. */
export function errorText({hints, message, place}: ExplainedError, paint: Paint): string {
  const lines = [`${paint.bad('Error:')} ${message}`]
  if (place) lines.push(paint.faint(`  in ${placeText(place)}`))
  for (const hint of hints) lines.push(`  ${paint.faint('→')} ${hint}`)
  return lines.join('\n')
}
