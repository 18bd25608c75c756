import {fieldOf} from '../columns/mapping.js'
import {FIELDS} from '../columns/vocabulary.js'
import {isHtmlColumn} from '../markup.js'
import type {Options} from '../options.js'
import {roleClass} from '../records/role-words.js'
import {type ColumnClock, instantOf} from '../times/column-clock.js'
import {type ConversationShape, conversationShape, type Grouping} from './conversation-shape.js'
import type {Table} from './table.js'
import {decideTableClock} from './table-clock.js'
import {labelsOf, type TableMapping} from './table-mapping.js'

/** Everything that is decided about a table before its first row is read. */
export interface TablePlan {
  table: Table
  mapping: TableMapping
  shape: ConversationShape
  /** Undefined when no column has times and `startTime` sets them. */
  clock: ColumnClock | undefined
  html: boolean
  /** Rows of equal time stand in the order of the file, or against it. */
  newestFirst: boolean
  /** Sentences that tell the person what was decided and why. */
  decided: string[]
}

/** @throws InputError with a question that only the person can answer */
export async function planTable(
  table: Table,
  mapping: TableMapping,
  options: Options,
  signal: AbortSignal,
): Promise<TablePlan> {
  const shape = conversationShape(table, mapping, options)
  const timed =
    mapping.mapping.time === undefined ? undefined : await decideTableClock(table, mapping.mapping, options, signal)
  const clock = timed?.clock
  const plan = {
    table,
    mapping,
    shape,
    clock,
    html: (['text', 'question', 'answer'] as const).some((field) =>
      isHtmlColumn(messageCells(table, mapping).map((cells) => fieldOf(mapping.mapping, field, cells))),
    ),
    newestFirst: clock !== undefined && isNewestFirst(table, mapping, clock),
  }
  return {...plan, decided: sentences(plan, timed?.why ?? [], options)}
}

/** Notes and assignments are written in other ways than what people say. */
function messageCells(table: Table, {mapping}: TableMapping): string[][] {
  return table.sample.map(({cells}) => cells).filter((cells) => roleClass(fieldOf(mapping, 'event', cells)) !== 'none')
}

function isNewestFirst(table: Table, {mapping}: TableMapping, clock: ColumnClock): boolean {
  const last = new Map<string, number>()
  let back = 0
  let forth = 0
  for (const {cells, file} of table.sample) {
    const {at} = instantOf(fieldOf(mapping, 'time', cells), clock, fieldOf(mapping, 'zone', cells))
    if (at === undefined) continue
    const conversation = `${file}\0${fieldOf(mapping, 'conversation', cells)}`
    const before = last.get(conversation)
    if (before !== undefined && at < before) back += 1
    if (before !== undefined && at > before) forth += 1
    last.set(conversation, at)
  }
  return back > forth * 9
}

const GROUPING: Record<Grouping, string> = {
  column: 'conversations by column',
  replies: 'a conversation for each chain of replies',
  person: 'a conversation for each person',
  file: 'a conversation for each file',
}
const DELIMITER: Record<string, string> = {',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar'}

function sentences(plan: Omit<TablePlan, 'decided'>, clockWhy: readonly string[], options: Options): string[] {
  const {table, mapping, shape} = plan
  const first = table.files[0]
  const columns = FIELDS.filter((field) => mapping.mapping[field] !== undefined).map((field) => {
    const guessed = mapping.byValues.includes(field) ? ' (by its values)' : ''
    const clock = field === 'time' && clockWhy.length > 0 ? ` (${clockWhy.join('; ')})` : ''
    return `${field} = ${labelsOf(mapping.mapping, field, table)}${guessed}${clock}`
  })
  const header = first?.header.line === undefined ? 'no header' : `header on line ${first.header.line}`
  const physical = [
    DELIMITER[first?.dialect.delimiter ?? ''] ?? JSON.stringify(first?.dialect.delimiter),
    first?.encoding.label ?? '',
    header,
  ]
  const facts = [
    `${physical.join(', ')}: ${columns.join(', ')}`,
    shape.grouping === 'column' ? '' : GROUPING[shape.grouping],
    ...shape.why,
    plan.html ? 'texts are HTML' : '',
    plan.newestFirst ? 'the newest row stands first: rows of equal time are turned round' : '',
    plan.clock === undefined ? `times from --start-time ${options.startTime}, one second apart` : '',
  ]
  const sentence = `${table.label}: ${facts.filter((fact) => fact !== '').join('; ')}`
  return [sentence, ...mapping.remarks.map((remark) => `${table.label}: ${remark}`)]
}
