import {decodeUtf8, type InputFile, isEverportError, type Notice, selectJson} from '@everport/plugin-kit'
import {asObject} from '../loose.js'

type Warn = (notice: Notice) => void

/** Some elements of a file that were read together. */
export interface Part {
  values: readonly unknown[]
  /** Where the element of an index stands in its file, from 1: the record, or the line. */
  recordOf(index: number): number
}

/** Stands for an element that is damaged. */
export const UNREADABLE: unique symbol = Symbol('unreadable')

/** Files up to this size are parsed whole: day files are a few KB, and JSON.parse is the quickest reader there is. */
const WHOLE_MAX = 4 * 1024 * 1024

/** A part of which the first element has this number, and the others follow it. */
export function partFrom(first: number, values: readonly unknown[]): Part {
  return {values, recordOf: (index) => first + index}
}

/** True for files that `readItems` gives in one part. */
export function isWholeFile(file: InputFile): boolean {
  return file.size <= WHOLE_MAX
}

/**
 * The elements of a file's array. A small file comes at once, so that it can be sorted; a large one in parts. An object in
 * place of the array counts as its one element, unless it is an API answer that holds `messages`. A damaged file gives what
 * stands before the damage, and a notice.
 */
export async function* readItems(file: InputFile, warn: Warn): AsyncGenerator<Part> {
  const whole = await loadWhole(file, warn)
  if (whole === undefined) yield* streamItems(file, warn)
  else yield whole
}

/** The elements of a small file; undefined when it has to be read in parts, being large or damaged. */
export async function loadWhole(file: InputFile, warn: Warn): Promise<Part | undefined> {
  if (!isWholeFile(file)) return undefined
  try {
    const bytes = await file.bytes()
    if (bytes.length === 0) {
      warn(unreadableFile(file, 'it is empty (0 bytes)'))
      return partFrom(1, [])
    }
    const {text, replaced} = decodeUtf8(bytes)
    const values = elementsOf(JSON.parse(text))
    if (replaced > 0) warn(damagedText(file, replaced))
    return partFrom(1, values)
  } catch {
    // Read in parts it gives what stands before the damage, and says what the damage is.
    return undefined
  }
}

function elementsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  const answer = asObject(value)?.messages
  return Array.isArray(answer) ? answer : [value]
}

/** The elements of a file a part at a time; a damaged one gives what stands before the damage, and a notice. */
export async function* streamItems(file: InputFile, warn: Warn): AsyncGenerator<Part> {
  let record = 0
  let isSilent = true
  try {
    for await (const matches of selectJson(file.chunks(), [{path: '[]'}, {path: 'messages[]'}])) {
      isSilent = false
      const values: unknown[] = []
      for (const match of matches) {
        if (match.error === undefined) values.push(match.value)
        else {
          warn({...unreadableFile(file, match.message), place: {file: file.path, byte: match.byte}})
          // Damage of an element, not between two.
          if (typeof match.path.at(-1) === 'number') values.push(UNREADABLE)
        }
      }
      record += values.length
      if (values.length > 0) yield partFrom(record - values.length + 1, values)
    }
    if (isSilent) warn(unreadableFile(file, 'it is no list of messages, and has none (messages)'))
  } catch (error) {
    warn(unreadableFile(file, reasonOf(error)))
  }
}

/** What is wrong with a file, for errors that say so; others are bugs and thrown on. */
export function reasonOf(error: unknown): string {
  if (isEverportError(error) || error instanceof SyntaxError) return error.message
  throw error
}

/** The notice of a file that is damaged. */
export function unreadableFile(file: InputFile, reason: string): Notice {
  return {
    code: 'unreadable-file',
    message: `${file.path} cannot be read to its end: ${reason}. What stands before is used; export or copy it again for the rest.`,
    place: {file: file.path},
  }
}

function damagedText(file: InputFile, count: number): Notice {
  return {
    code: 'invalid-utf8',
    message: `${file.path} holds ${count} invalid UTF-8 sequences, read as U+FFFD.`,
    place: {file: file.path},
  }
}
