/**
 * The conversation that a file is, when no column names one: `Guild - general [123456].csv` has the id in brackets; of `general/1.csv` and
 * `general/part-2.csv` it is the folder; else it is the path without its extension.
 * @param folder name of the input itself, for numbered parts that stand in no folder
 */
export function fileConversation(path: string, folder: string): {id: string; name: string} {
  const parts = path
    .normalize('NFC')
    .replace(/(\.(csv|tsv|tab|psv|txt))?(\.gz)?$/i, '')
    .split('/')
  const last = parts.at(-1) ?? ''
  const bracketed = /^(.*?)\s*\[(\d{5,})\]/.exec(last)
  if (bracketed !== null) return {id: bracketed[2] ?? '', name: bracketed[1]?.trim() || (bracketed[2] ?? '')}
  if (
    /^((part|page|chunk|messages?)[\s_-]*)?\d{0,4}$/i.test(last) &&
    (parts.length > 1 || last === '' || /^\d|part|page|chunk/i.test(last))
  ) {
    const owner = parts.slice(0, -1)
    return owner.length === 0 ? {id: folder, name: folder} : {id: owner.join('/'), name: owner.at(-1) ?? ''}
  }
  return {id: parts.join('/'), name: last}
}
