import type {ColumnProfile} from './column-profile.js'
import type {Mapping} from './mapping.js'
import {type Field, nameRank} from './vocabulary.js'

export interface Proposal {
  mapping: Mapping
  /** Fields whose column was chosen by its values, because no name said so. */
  byValues: Field[]
}

type Fit = (column: ColumnProfile) => boolean

/** Values of a `channel` column that tell how people met, not where. */
const MEDIUM =
  /^(e-?mail|chat|sms|web|webchat|website|phone|voice|call|whats ?app|messenger|facebook|instagram|twitter|telegram|api|app|mobile|widget|line|wechat|slack|teams|all)$/i
/** Below this many rows, all values being different means nothing. */
const FEW_ROWS = 20

const anything: Fit = () => true
const isTimeColumn: Fit = ({filled, times, values}) =>
  filled === 0 || times >= 0.5 || values.every((value) => /^[1-4]\d{18}$/.test(value))
const isTextColumn: Fit = ({dated, flags, roles, links}) => dated < 0.5 && flags < 0.8 && roles < 0.8 && links < 0.9
/** `user` and `assistant` can be names of people, or what they say. */
const isSpoken: Fit = (column) =>
  isTextColumn(column) &&
  (column.filled === 0 || column.worded >= 0.3 || !/^(user|human|assistant|bot)$/i.test(column.name))
const isOwnMark: Fit = ({flags, directions, filled}) => filled === 0 || flags >= 0.8 || directions >= 0.8
/** When nearly all rows are "private" or "open", the word says something else. */
const isEventMark: Fit = ({worded, filled, distinct, events}) =>
  worded < 0.8 && events < 0.9 && (filled < FEW_ROWS || distinct * 4 < filled)
const isPerson: Fit = ({filled, dated, flags, roles}) => filled === 0 || (dated < 0.5 && flags < 0.8 && roles < 0.8)
const isRole: Fit = ({roles, flags, name}) => roles >= 0.5 || (flags >= 0.8 && /inbound|bot/i.test(name))
const isPlace: Fit = (column) =>
  column.dated < 0.5 &&
  column.transcripts < 0.5 &&
  !isMedium(column) &&
  (/id$/i.test(column.name) || column.filled < FEW_ROWS || column.distinct < column.filled * 0.95)
const isKey: Fit = ({dated, filled, distinct, worded, averageLength}) =>
  dated < 0.8 && worded < 0.2 && averageLength < 80 && (filled < FEW_ROWS || distinct >= filled * 0.9)

/**
 * Proposes a column for every field that the person did not map: by name, checked against the values; one column for one field. What
 * the person mapped, and to nothing, stays.
 */
export function proposeMapping(
  columns: readonly ColumnProfile[],
  given: Mapping,
  closed: ReadonlySet<Field>,
): Proposal {
  const mapping: Partial<Record<Field, readonly number[]>> = {...given}
  const byValues: Field[] = []
  const isFree = (column: ColumnProfile) => !Object.values(mapping).some((used) => used?.includes(column.index))
  const isOpen = (field: Field) => mapping[field] === undefined && !closed.has(field)
  const take = (field: Field, column: ColumnProfile | undefined) => {
    if (column !== undefined && isOpen(field)) mapping[field] = [column.index]
  }
  const named = (field: Field, fits: Fit) =>
    columns
      .filter((column) => isFree(column) && fits(column) && nameRank(column.name, field) !== undefined)
      .sort((a, b) => (nameRank(a.name, field) ?? 0) - (nameRank(b.name, field) ?? 0) || a.index - b.index)[0]

  if (isOpen('time')) {
    const halves = splitTime(columns.filter(isFree))
    if (halves !== undefined) mapping.time = halves
    else take('time', named('time', isTimeColumn))
  }
  take('zone', named('zone', anything))
  take('own', named('own', isOwnMark))

  const question = named('question', isSpoken)
  const answer = named('answer', (column) => isSpoken(column) && column !== question)
  const plainText = named('text', isTextColumn)
  if (
    isOpen('text') &&
    isOpen('question') &&
    isOpen('answer') &&
    question !== undefined &&
    answer !== undefined &&
    (plainText === undefined || plainText === question || plainText === answer)
  ) {
    take('question', question)
    take('answer', answer)
  } else if (mapping.question === undefined && mapping.answer === undefined) {
    take(
      'transcript',
      mapping.text === undefined ? named('transcript', ({transcripts}) => transcripts >= 0.5) : undefined,
    )
    if (mapping.transcript === undefined) take('text', plainText)
  }

  take('conversation', named('conversation', isPlace))
  addSession(columns, mapping, isFree)
  take('role', named('role', isRole))
  take('sender', named('sender', isPerson))
  take('name', named('name', isPerson))
  // Beside a name that is shown, the name of an account is an id.
  if (mapping.name !== undefined)
    take(
      'sender',
      columns.find(
        (column) => isFree(column) && isPerson(column) && /^(user|author|member)$/i.test(column.name.trim()),
      ),
    )
  take('id', named('id', isKey))
  take('reply', named('reply', anything))
  take('event', named('event', isEventMark))
  take(
    'attachments',
    named('attachments', ({filled, links, name}) => /attach|media|file/i.test(name) || filled === 0 || links >= 0.5),
  )
  take(
    'title',
    named('title', (column) => !isMedium(column)),
  )
  fillByValues(columns, mapping, byValues, isOpen, isFree)
  return {mapping, byValues}
}

/** A column of days and a column of times of day. */
function splitTime(columns: readonly ColumnProfile[]): [number, number] | undefined {
  const day = columns.find((column) => column.dates >= 0.8 && nameRank(column.name, 'time') !== undefined)
  const clock = columns.find((column) => column.clocks >= 0.8 && nameRank(column.name, 'time') !== undefined)
  return day === undefined || clock === undefined ? undefined : [day.index, clock.index]
}

/** Channels, rooms and dialogues are numbered anew in every session or folder: the key is made of both. */
function addSession(
  columns: readonly ColumnProfile[],
  mapping: Partial<Record<Field, readonly number[]>>,
  isFree: Fit,
): void {
  const [key, ...more] = mapping.conversation ?? []
  if (key === undefined || more.length > 0) return
  const outer = columns.find(
    (column) => isFree(column) && /^(participant__session__code|folder)$/i.test(column.name.trim()),
  )
  if (outer !== undefined && /^(channel|dialogue_?id|room)$/i.test(columns[key]?.name.trim() ?? ''))
    mapping.conversation = [outer.index, key]
}

/**
 * Names that nobody knows: when the other two of time, text and sender are certain, the values may name the time or the text. Without a header
 * they may name all three, when exactly one column fits each. Who wrote a message is never guessed past a header.
 */
function fillByValues(
  columns: readonly ColumnProfile[],
  mapping: Partial<Record<Field, readonly number[]>>,
  byValues: Field[],
  isOpen: (field: Field) => boolean,
  isFree: Fit,
): void {
  const headless = columns.every(({name}) => name === '')
  const hasText = () => mapping.text !== undefined || mapping.question !== undefined || mapping.transcript !== undefined
  const hasSender = () => [mapping.sender, mapping.name, mapping.role, mapping.own].some((field) => field !== undefined)
  const certain = [mapping.time !== undefined, hasText(), hasSender()].filter(Boolean).length
  if (!headless && certain < 2) return
  const guess = (field: Field, found: readonly ColumnProfile[]) => {
    const [column, ...others] = found
    if (column === undefined || others.length > 0) return
    mapping[field] = [column.index]
    byValues.push(field)
  }
  if (isOpen('time'))
    guess(
      'time',
      columns.filter((column) => isFree(column) && column.filled > 0 && column.times >= 0.9),
    )
  if (isOpen('text') && !hasText()) {
    const longest = columns
      .filter((column) => isFree(column) && isTextColumn(column) && column.worded >= 0.3)
      .sort((a, b) => b.averageLength - a.averageLength)
    guess('text', longest.slice(0, 1))
  }
  if (headless && isOpen('conversation'))
    guess(
      'conversation',
      columns.filter(
        (column) => isFree(column) && column.filled > 0 && column.values.every((value) => /^#\S+$/.test(value)),
      ),
    )
  if (headless && !hasSender() && isOpen('name') && mapping.text !== undefined) {
    guess(
      'name',
      columns.filter(
        (column) =>
          isFree(column) &&
          isPerson(column) &&
          column.numbers < 0.5 &&
          column.links < 0.5 &&
          column.filled > 0 &&
          column.averageLength < 40 &&
          (column.filled < FEW_ROWS || column.distinct * 2 < column.filled),
      ),
    )
  }
}

function isMedium({values, filled}: ColumnProfile): boolean {
  return filled > 0 && values.every((value) => MEDIUM.test(value))
}
