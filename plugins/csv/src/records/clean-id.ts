import {isNothing} from '../columns/column-profile.js'

/** What spreadsheets make of long numbers; the digits are lost. */
const DAMAGED = /^\d(?:[.,]\d+)?E\+\d+$/i

/** An id as text: `3.0` is 3 (written by tools that take ids for numbers), `NULL` is none. Never turned into a number. */
export function cleanId(cell: string): string {
  if (isPlainId(cell)) return cell
  const text = cell.normalize('NFC').trim()
  if (isNothing(text)) return ''
  return /^\d+\.0$/.test(text) ? text.slice(0, -2) : text
}

/** Only letters, `-`, `_` and a digit at least: nothing in it can be blank, altered or another way to write the same, and it is no word. */
export function isPlainId(cell: string): boolean {
  let hasDigit = false
  for (let at = 0; at < cell.length; at += 1) {
    const code = cell.charCodeAt(at)
    if (code >= 48 && code <= 57) hasDigit = true
    else if (!((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 45 || code === 95)) return false
  }
  return hasDigit
}

export function isDamagedId(id: string): boolean {
  return DAMAGED.test(id)
}

/** Ids that no two exports use for different people: e-mail addresses, UUIDs, numbers of 15 and more digits. */
export function isGlobalId(id: string): boolean {
  return isEmail(id) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^\d{15,}$/i.test(id)
}

export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
}
