import {withoutTokens} from '../message/secrets.js'

/** The last step of every text: no secrets, no NUL, no half surrogate pairs (SQLite and JSON readers choke on them). */
export function cleanText(text: string): string {
  const safe = withoutTokens(text)
  const whole = safe.isWellFormed() ? safe : safe.toWellFormed()
  return whole.includes('\u0000') ? whole.replaceAll('\u0000', '') : whole
}
