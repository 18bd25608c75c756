import {pythonToJson} from './python-literal.js'
import {plain, roleClass} from './role-words.js'

/** One turn of a conversation that stands in a single cell. */
export interface Turn {
  speaker: string
  text: string
  /** A time of its own, as written. */
  time?: string
}

/** `User says: …; Bot says: …;` and lines like `Customer: …`. A label opens a turn only at the start, after `;` or on a new line. */
const LABEL = /(?:^|;[ \t]*|\n[ \t]*)(?:\*\*)?([\p{L}_][\p{L} _-]{0,30}?)(?: says?)?(?:\*\*)?:(?:\*\*)?\s/gu
const SAYS = / says?(?:\*\*)?:(?:\*\*)?\s*$/

const SPEAKER_KEYS = ['role', 'from', 'sender', 'author', 'speaker', 'user', 'name', 'type']
const TEXT_KEYS = ['content', 'text', 'message', 'value', 'body', 'msg', 'utterance']
const TIME_KEYS = ['timestamp', 'time', 'created_at', 'createdAt', 'date', 'ts']

export interface Transcript {
  turns: Turn[]
  /** A label that looks like a speaker's and is no known role: what it says stays with the turn before. */
  unknownLabel: string | undefined
}

/** The turns of the cell in order, or undefined when it is no transcript that can be taken apart. */
export function parseTranscript(cell: string): Transcript | undefined {
  const text = cell.trim()
  const found = /^[[{(]/.test(text) ? turnsOfData(dataOf(text)) : turnsOfLabels(text)
  return found === undefined || found.turns.length === 0 ? undefined : found
}

export function isTranscript(cell: string): boolean {
  const {turns} = (cell.length < 8 ? undefined : parseTranscript(cell)) ?? {turns: []}
  return turns.length > 1 || turns.some(({speaker}) => roleClass(speaker) !== undefined)
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const json = pythonToJson(text)
    try {
      return json === undefined ? undefined : JSON.parse(json)
    } catch {
      return undefined
    }
  }
}

function turnsOfData(data: unknown): Transcript | undefined {
  const list = Array.isArray(data)
    ? data
    : isObject(data)
      ? (data.messages ?? data.turns ?? data.conversation)
      : undefined
  if (!Array.isArray(list)) return undefined
  const turns: Turn[] = []
  for (const item of list) {
    if (!isObject(item)) return undefined
    const speaker = firstOf(item, SPEAKER_KEYS)
    const text = firstOf(item, TEXT_KEYS)
    if (speaker === undefined || text === undefined) return undefined
    const time = firstOf(item, TIME_KEYS)
    turns.push({speaker, text, ...(time === undefined ? {} : {time})})
  }
  return {turns, unknownLabel: undefined}
}

/** Splits at known roles only: texts contain colons and semicolons. */
function turnsOfLabels(text: string): Transcript | undefined {
  const all = [...text.matchAll(LABEL)]
  const first = all.find(([, name = '']) => isSpeaker(name))
  if (first === undefined || text.slice(0, first.index).trim() !== '') return undefined
  // One cell writes its labels in one way. `;` closes a turn where they are `X says:`; it is text elsewhere.
  const closed = SAYS.test(first[0])
  const labels = all.filter(([label, name = '']) => SAYS.test(label) === closed && isSpeaker(name))
  const unknownLabel = closed ? all.find(([label, name = '']) => SAYS.test(label) && !isSpeaker(name))?.[1] : undefined
  const turns = labels.map((label, at) => {
    const turn = text.slice(label.index + label[0].length, labels[at + 1]?.index ?? text.length).trim()
    return {speaker: plain(label[1] ?? ''), text: closed ? turn.replace(/;$/, '').trimEnd() : turn}
  })
  return {turns, unknownLabel}
}

/** `Note:` and `Status:` open lines of many texts. */
function isSpeaker(name: string): boolean {
  const group = roleClass(name)
  return group !== undefined && (group !== 'none' || plain(name) === 'system')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function firstOf(item: Record<string, unknown>, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = item[key]
    if (typeof value === 'string') return value
    if (typeof value === 'number') return String(value)
    if (key === 'content' && Array.isArray(value)) {
      const parts = value.map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : ''))
      return parts.filter((part) => part !== '').join('\n')
    }
  }
  return undefined
}
