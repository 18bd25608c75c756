import type {DigitFields} from './digit-fields.js'
import {fieldTree} from './field-tree.js'
import type {Build} from './parse-value.js'

/**
 * Which values of a JSON document to read. `path`: keys joined by `.`, `[]` for every element of an array, `*` for
 * every key: `messages[]`, `chats.list[].messages[]`, `chats.list[].name`, `[]` (elements of a root array), `*[]`. The
 * empty path is the whole document.
 */
export interface JsonSelection {
  path: string
  /**
   * Of a selected object, give only these keys; `author.id` stands for the key `id` of the object at the key `author`, or of
   * the objects in a list there. Default: all. The rest is not built, and looked at for quotes and brackets only. Objects inside that are equal may be
   * one and the same: do not change them.
   */
  fields?: readonly string[]
  /**
   * Of `fields`, keys of the selected object whose texts of up to 12 digits become numbers; where one did, the key beside is not
   * given, because it says the same: `{date_unixtime: 'date'}`. Neither text is made only to be read again. Default: none.
   */
  digits?: DigitFields
  /** Whole numbers beyond 2^53 become strings of their digits instead of losing the last ones. Default false. */
  exactIntegers?: boolean
}

export function buildOf({fields, digits, exactIntegers = false}: JsonSelection): Build {
  return {fields: fields && fieldTree(fields), digits, exactIntegers}
}

/** What the selections together want of one value, and below it. */
export interface Wanted {
  /** The selections whose value this is, by index. */
  selected: readonly number[]
  /** Some selection wants something below. */
  isOpen: boolean
  /** What is wanted of the member with this key. */
  member(key: string): Wanted | undefined
  element: Wanted | undefined
}

type Step = {kind: 'key'; key: string} | {kind: 'any-key'} | {kind: 'element'}
interface Route {
  selection: number
  steps: readonly Step[]
}

/** @throws TypeError for a path that nobody can have meant: a mistake of the caller, not of the document. */
export function wantedBy(selections: readonly JsonSelection[]): Wanted {
  return join(selections.map(({path}, selection) => ({selection, steps: parsePath(path)})))
}

function join(routes: readonly Route[]): Wanted {
  const open = routes.filter(({steps}) => steps.length > 0)
  const after = (isNext: (step: Step) => boolean): Wanted | undefined => {
    const rest = open.filter(({steps}) => isNext(steps[0]!)).map((route) => ({...route, steps: route.steps.slice(1)}))
    return rest.length === 0 ? undefined : join(rest)
  }
  const members = new Map<string, Wanted | undefined>()
  for (const {steps} of open) {
    const [step] = steps
    if (step?.kind === 'key')
      members.set(
        step.key,
        after((next) => next.kind === 'any-key' || (next.kind === 'key' && next.key === step.key)),
      )
  }
  const anyMember = after((next) => next.kind === 'any-key')
  return {
    selected: routes.filter(({steps}) => steps.length === 0).map(({selection}) => selection),
    isOpen: open.length > 0,
    member: (key) => members.get(key) ?? anyMember,
    element: after((next) => next.kind === 'element'),
  }
}

function parsePath(path: string): Step[] {
  if (path === '') return []
  return path.split('.').flatMap((part, i) => {
    const [whole, key = '', brackets = ''] = /^([^[\]]*)((?:\[\])*)$/.exec(part) ?? []
    if (whole === undefined || whole === '' || (key === '' && i > 0))
      throw new TypeError(`${JSON.stringify(path)} is not a JSON selection path`)
    const steps: Step[] = key === '' ? [] : [key === '*' ? {kind: 'any-key'} : {kind: 'key', key}]
    for (let at = 0; at < brackets.length; at += 2) steps.push({kind: 'element'})
    return steps
  })
}
