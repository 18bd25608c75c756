/**
 * Which values of a JSON document to read.
 * `path`: keys joined by `.`, `[]` for every element of an array, `*` for every key: `messages[]`, `chats.list[].messages[]`,
 * `chats.list[].name`, `[]` (elements of a root array), `*[]`. The empty path is the whole document.
 */
export interface JsonSelection {
  path: string
  /** Of a selected object, build only these keys; the rest is only checked for quotes and brackets. Default: all. */
  fields?: readonly string[]
  /** Whole numbers beyond 2^53 become strings of their digits instead of losing the last ones. Default false. */
  exactIntegers?: boolean
}

export type PathStep = {kind: 'key'; key: string} | {kind: 'any-key'} | {kind: 'element'}

/** @throws TypeError for a path that nobody can have meant: a mistake of the caller, not of the document. */
export function parsePath(path: string): PathStep[] {
  if (path === '') return []
  return path.split('.').flatMap((part) => {
    const [, key = '', brackets = ''] = /^([^[\]]*)((?:\[\])*)$/.exec(part) ?? []
    if (part === '' || key + brackets !== part || (key === '' && part !== path.split('.')[0]))
      throw new TypeError(`${JSON.stringify(path)} is not a JSON selection path`)
    const steps: PathStep[] = key === '' ? [] : [key === '*' ? {kind: 'any-key'} : {kind: 'key', key}]
    for (let i = 0; i < brackets.length; i += 2) steps.push({kind: 'element'})
    return steps
  })
}
