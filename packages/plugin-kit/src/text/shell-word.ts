/** A word as it must be typed into a shell, e.g. `'./my export.zip'`. */
export function shellWord(word: string): string {
  return /^[\w./:@%+=,~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
