/** What spreadsheets and web pages leave around a name: byte order marks, zero-width and soft characters. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g

/**
 * A column's name as it is compared: `\u200BMessage Timestamp (optional)` and `message_timestamp` are the same. Letters of any script
 * and digits stay, everything else goes.
 */
export function normalName(name: string): string {
  return name
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .trim()
    .replace(/\((optional|utc|gmt)\)$/i, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '')
}

/** The name as it is shown: without invisible characters and surrounding blanks, on one line. */
export function shownName(name: string): string {
  return name.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
}
