import type {z} from 'zod'
import {nearestWord} from './nearest-word.js'
import {problemSentence} from './problem-sentence.js'
import type {RcPath} from './rc-secrets.js'

/** A part of a JSON Schema, as far as names are looked up in it. */
export interface RcShape {
  properties?: Record<string, RcShape>
  additionalProperties?: RcShape | boolean
  items?: RcShape
}

/** A problem of a configuration: where, and a sentence without its subject. */
export interface RcProblem {
  path: RcPath
  sentence: string
}

/**
 * What a failed check says, one problem for each thing to mend.
 * @param shape JSON Schema of the schema that was checked against
 */
export function rcProblems(issues: readonly z.core.$ZodIssue[], values: unknown, shape: RcShape): RcProblem[] {
  return issues.flatMap((issue): RcProblem[] => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({path: [...path, key], sentence: unknownKey(key, path, shape)}))
    }
    return [{path, sentence: `${problemSentence(issue)}${foundText(issue, at(values, path))}`}]
  })
}

/** `identities[0].name` */
export function pathText(path: RcPath): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${part}`)).join('')
}

/** Orders paths as the file has them. */
export function inFileOrder(values: unknown): (a: RcPath, b: RcPath) => number {
  return (a, b) => {
    const fork = a.findIndex((part, i) => part !== b[i])
    if (fork === -1) return a.length - b.length
    if (fork >= b.length) return 1
    const parent = at(values, a.slice(0, fork))
    const keys = typeof parent === 'object' && parent !== null ? Object.keys(parent) : []
    return place(keys, a[fork]) - place(keys, b[fork])
  }
}

function place(keys: readonly string[], part: string | number | undefined): number {
  const index = keys.indexOf(String(part))
  return index === -1 ? keys.length : index
}

function unknownKey(key: string, path: RcPath, shape: RcShape): string {
  const known = Object.keys(shapeAt(shape, path)?.properties ?? {})
  const what = path.at(-1) === 'sources' ? 'no installed source has this id' : 'there is no such setting'
  const near = nearestWord(key, known)
  if (near !== undefined) return `${what}; did you mean ${near}?`
  const elsewhere = placesOf(key, shape)
  if (elsewhere.length > 0) return `${what} here; did you mean ${elsewhere.map(pathText).join(' or ')}?`
  const names = known.filter((one) => one !== '$schema')
  return names.length === 0 || names.length > LISTED ? what : `${what}; expected one of ${names.join(', ')}`
}

/** Where a key stands that was written in the wrong place: at the top, or in a group or source. */
function placesOf(key: string, shape: RcShape): RcPath[] {
  const {profiles: _, sources, ...top} = shape.properties ?? {}
  const groups: [RcPath, RcShape][] = [
    ...Object.entries(top).map(([name, one]): [RcPath, RcShape] => [[name], one]),
    ...Object.entries(sources?.properties ?? {}).map(([id, one]): [RcPath, RcShape] => [['sources', id], one]),
  ]
  return [
    ...(Object.hasOwn(top, key) ? [[key]] : []),
    ...groups
      .filter(([, {properties}]) => properties && Object.hasOwn(properties, key))
      .map(([path]) => [...path, key]),
  ]
}

function shapeAt(shape: RcShape, path: RcPath): RcShape | undefined {
  let here: RcShape | undefined = shape
  for (const part of path) {
    if (typeof part === 'number') here = here?.items
    else if (here?.properties && Object.hasOwn(here.properties, part)) here = here.properties[part]
    else here = typeof here?.additionalProperties === 'object' ? here.additionalProperties : undefined
  }
  return here
}

function at(values: unknown, path: RcPath): unknown {
  return path.reduce<unknown>(
    (here, part) =>
      typeof here === 'object' && here !== null && Object.hasOwn(here, part)
        ? (here as Record<string | number, unknown>)[part]
        : undefined,
    values,
  )
}

/** More names than this say nothing. */
const LISTED = 10
const SHOWN = 40

function foundText(issue: z.core.$ZodIssue, found: unknown): string {
  if (found === undefined) return ', and is missing'
  const json = JSON.stringify(found) ?? String(found)
  const text = json.length > SHOWN ? `${json.slice(0, SHOWN)}…` : json
  const near =
    issue.code === 'invalid_value' && typeof found === 'string'
      ? nearestWord(found, issue.values.map(String))
      : undefined
  if (near !== undefined) return `, and is ${text}; did you mean ${near}?`
  const quote = typeof found === 'number' && issue.code === 'invalid_type' && issue.expected === 'string'
  return `, and is ${text}${quote ? ': write it in quotes' : ''}`
}
