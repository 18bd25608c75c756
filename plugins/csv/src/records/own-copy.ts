/**
 * The text in memory of its own. A piece of a text keeps all of it in memory, and a cell may be a megabyte: what is cut from a cell and outlives
 * its row must be copied first.
 */
export function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text))
}
