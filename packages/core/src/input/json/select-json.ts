import {decodeUtf8} from '../decode-utf8.js'
import {type JsonSelection, type PathStep, parsePath} from './json-selection.js'

/** One selected value, or a fault of the document. */
export type JsonMatch = JsonValue | JsonFault

export interface JsonValue {
  /** Index of the selection. */
  selection: number
  path: (string | number)[]
  value: unknown
  /** Where the value starts, counted from 0 in the bytes given. */
  byte: number
  error?: undefined
}

export interface JsonFault {
  error: 'bad-value' | 'truncated'
  message: string
  byte: number
  path: (string | number)[]
}

/** Selected values of a JSON document that may be larger than memory, in document order. */
export async function* selectJson(
  chunks: AsyncIterable<Uint8Array>,
  selections: readonly JsonSelection[],
): AsyncGenerator<readonly JsonMatch[]> {
  const steps = selections.map(({path}) => parsePath(path))
  const pieces: Buffer[] = []
  for await (const chunk of chunks) pieces.push(Buffer.from(chunk))
  const {text} = decodeUtf8(Buffer.concat(pieces))
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch (error) {
    yield [{error: 'truncated', message: String(error), byte: Buffer.byteLength(text), path: []}]
    return
  }
  const matches: JsonMatch[] = []
  visit(
    root,
    steps.map((rest, selection) => ({rest, selection})),
    [],
  )
  yield matches

  function visit(value: unknown, open: {rest: PathStep[]; selection: number}[], path: (string | number)[]) {
    for (const {rest, selection} of open)
      if (rest.length === 0) matches.push({selection, path, value: pick(value, selections[selection]!.fields), byte: 0})
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      const next = open.filter(({rest: [step]}) =>
        Array.isArray(value)
          ? step?.kind === 'element'
          : step?.kind === 'any-key' || (step?.kind === 'key' && step.key === key),
      )
      if (next.length > 0)
        visit(
          inner,
          next.map(({rest, selection}) => ({rest: rest.slice(1), selection})),
          [...path, Array.isArray(value) ? Number(key) : key],
        )
    }
  }
}

function pick(value: unknown, fields: readonly string[] | undefined): unknown {
  if (fields === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => fields.includes(key)))
}
