import type {MessageRecord, Place, SourceContext, SourceRecord} from '@everport/plugin-kit'
import {fitRow, type RowShape} from '../columns/fit-row.js'
import {fieldOf, fieldReader} from '../columns/mapping.js'
import {normalName} from '../columns/normal-name.js'
import type {Options} from '../options.js'
import type {BrokenLine, Row} from '../physical/row-parser.js'
import {rowText} from '../physical/row-text.js'
import {inTableOrder} from '../plan/find-tables.js'
import type {TablePlan} from '../plan/plan-table.js'
import type {TableFile} from '../plan/table.js'
import {cleanId, isDamagedId} from './clean-id.js'
import type {Draft} from './draft.js'
import {createKnownSpeakers} from './known-speakers.js'
import {createPeople, type People} from './people.js'
import {roleClass} from './role-words.js'
import {createRowClock, type RowClock} from './row-clock.js'
import {draftsOf, type RowDrafts, replies} from './row-drafts.js'
import {createRowIds, type RowIds} from './row-ids.js'
import {createKnownConversations, type RowConversation, type Surroundings} from './row-place.js'
import type {Tally} from './tally.js'

/** Turns the rows of one table into records, in the order in which they are given. */
export interface RowReader {
  /** Rows that follow are of this file. */
  open(file: TableFile): void
  read(row: Row | BrokenLine, records: SourceRecord[]): void
  /** Gives out what was held back for joining. */
  flush(records: SourceRecord[]): void
}

/** Room for the running number of a message below the nanoseconds, within the exact integers. */
const ROWS = 2 ** 33

export function createRowReader(
  plan: TablePlan,
  options: Options,
  context: Pick<SourceContext, 'skip'>,
  tally: Tally,
  surroundings: Surroundings,
): RowReader {
  const {mapping} = plan.mapping
  const people: People = createPeople(plan, tally)
  const clock: RowClock = createRowClock(plan, options, tally)
  const speakerOf = createKnownSpeakers(plan.shape.speakers)
  const conversationOf = createKnownConversations(plan, surroundings)
  const header = plan.table.names.map(normalName)
  const eventOf = fieldReader(mapping, 'event')
  const idOf = fieldReader(mapping, 'id')
  const replyOf = fieldReader(mapping, 'reply')
  const texts = ['text', 'question', 'answer', 'transcript'] as const
  const ignored = new Set(options.ignoreText.map((text) => text.trim()))
  let file: TableFile | undefined
  let ids: RowIds = createRowIds()
  let shape: RowShape = {width: 0, texts: [], profiles: [], delimiter: ''}
  /** The columns stand in the file as in the table. */
  let inOrder = true
  let nth = 0
  let held: MessageRecord | undefined

  function read(row: Row | BrokenLine, records: SourceRecord[]): void {
    if (file === undefined || row.line < file.header.firstLine) return
    const place: Place = {file: file.file.path, line: row.line}
    if (row.cells === undefined) {
      context.skip({reason: row.last ? 'cut-row' : 'unclosed-quote', place, excerpt: row.start})
    } else if (row.cells.every((cell) => cell.trim() === '')) {
      tally.add('blank-rows', place)
    } else {
      if (row.repaired) tally.add('repaired-quotes', place)
      const cells = inOrder && row.cells.length === shape.width ? row.cells : fitted(row.cells, file, place)
      if (cells === undefined) return
      if (isHeader(cells)) tally.add('repeated-header', place)
      else readCells(cells, place, records)
    }
  }

  /** The cells as the table has them, or undefined when the row is skipped. */
  function fitted(cells: string[], {columns}: TableFile, place: Place): string[] | undefined {
    const fit = fitRow(cells.length < columns.length ? cells : inTableOrder(cells, columns), shape)
    if (fit.joined) tally.add('repaired-rows', place)
    if (fit.cells === undefined) context.skip({reason: fit.problem, place, excerpt: excerpt(cells)})
    return fit.cells
  }

  function excerpt(cells: readonly string[]): string {
    return rowText(cells, file?.dialect.delimiter ?? ',')
  }

  function isHeader(cells: readonly string[]): boolean {
    const at = shape.texts[0] ?? 0
    const written = cells[at] ?? ''
    // Most rows are told apart by the length of their text.
    if (header[at] === '' || written.length > (plan.table.names[at] ?? '').length + 8) return false
    return cells.every((cell, index) => normalName(cell) === header[index])
  }

  function readCells(cells: readonly string[], place: Place, records: SourceRecord[]): void {
    const conversation = conversationOf(cells, place.file)
    const found = draftsIn(cells, place, conversation)
    const skip = (reason: string) => context.skip({reason, conversation: conversation.id, place})
    if (typeof found === 'string') {
      if (found === 'event' || found === 'ignored-text') skip(found)
      else context.skip({reason: found, conversation: conversation.id, place, excerpt: excerpt(cells)})
      return
    }
    for (const role of found.dropped) {
      tally.add('event-rows', place, role)
      skip('event')
    }
    if (found.drafts.length === 0 && found.dropped.length === 0) skip('no-text')
    const {length} = found.drafts
    let index = 0
    for (const draft of found.drafts) {
      // Against the order of the file, but the messages of one row keep theirs.
      const turn = plan.newestFirst ? ROWS - 1 - (nth + length - 1 - index) : nth + index
      people.introduce(conversation, draft.speaker, {cells, place}, records)
      emit(messageOf(draft, conversation.id, turn, place), records)
      index += 1
    }
    nth += length
  }

  /** The row's messages, or the reason for which it is skipped. */
  function draftsIn(cells: readonly string[], place: Place, conversation: RowConversation): RowDrafts | string {
    const event = eventOf(cells)
    if (event !== '' && roleClass(event) === 'none') {
      tally.add('event-rows', place, event)
      return 'event'
    }
    if (ignored.size > 0 && texts.some((field) => ignored.has(fieldOf(mapping, field, cells)))) return 'ignored-text'
    const time = clock.read(cells, place)
    if (time === undefined) return 'bad-time'
    const written = cleanId(idOf(cells))
    const id = isDamagedId(written) ? '' : written
    const speaker = speakerOf(cells, conversation.id)
    const {at, nanos} = time
    const found = draftsOf({cells, speaker, at, nanos, conversation: conversation.id, id}, plan, options)
    if (found === undefined) return 'bad-transcript'
    if (id !== written) tally.add('damaged-ids', place, written)
    if (conversation.missing) tally.add('no-conversation', place)
    if (found.madeUp) tally.add('made-up-times', place)
    if (found.unknownLabel !== undefined) tally.add('unknown-label', place, found.unknownLabel)
    const reply = replyOf(cells)
    if (reply !== '' && replies(reply).length > 1) tally.add('several-replies', place, reply)
    return found
  }

  function messageOf(draft: Draft, conversation: string, turn: number, place: Place): MessageRecord {
    const {speaker, at, nanos, text, part, replyTo, attachments} = draft
    const content =
      attachments === undefined ? text : `${text}\0${attachments.map(({uri, name}) => uri ?? name).join('\0')}`
    const {id, clash} =
      draft.id === ''
        ? {id: ids.of(conversation, speaker.id, at, `${part}\0${content}`), clash: false}
        : ids.checked(conversation, draft.id, at, content)
    if (clash) tally.add('repeated-id', place, draft.id)
    const {role, bot} = people.roleOf(speaker)
    const order = nanos * ROWS + turn
    const message: MessageRecord = {type: 'message', conversation, id, sender: speaker.id, at, order, text, place}
    // Set one by one: objects put together from pieces cost as much as the parsing of the row.
    if (role !== undefined) message.role = role
    if (bot !== undefined) message.bot = bot
    if (replyTo !== undefined) message.replyTo = replyTo
    if (attachments !== undefined) message.attachments = attachments
    return message
  }

  function emit(message: MessageRecord, records: SourceRecord[]): void {
    if (!options.joinParts) {
      records.push(message)
      return
    }
    if (held !== undefined && isSameTurn(held, message)) {
      const gap =
        /\s$/.test(held.text) || /^\s/.test(message.text) || held.text === '' || message.text === '' ? '' : ' '
      held = {...held, text: held.text + gap + message.text}
      if (message.place !== undefined) tally.add('joined-parts', message.place)
      return
    }
    flush(records)
    held = message
  }

  function flush(records: SourceRecord[]): void {
    if (held !== undefined) records.push(held)
    held = undefined
  }

  return {
    open(next) {
      file = next
      inOrder = next.columns.every((column, index) => column === index)
      ids = createRowIds()
      const columns = texts.flatMap((field) => mapping[field] ?? []).sort((a, b) => a - b)
      shape = {
        width: plan.table.names.length,
        texts: columns,
        profiles: plan.mapping.profiles,
        delimiter: next.dialect.delimiter,
      }
    },
    read,
    flush,
  }
}

/** Nothing but the text tells the parts of one message apart; a part with files is a message of its own. */
function isSameTurn(a: MessageRecord, b: MessageRecord): boolean {
  return (
    a.conversation === b.conversation &&
    a.sender === b.sender &&
    a.at === b.at &&
    a.role === b.role &&
    b.attachments === undefined
  )
}
