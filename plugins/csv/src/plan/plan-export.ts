import {type EverportError, type InputTree, inputError, type Notice, type SourceContext} from '@everport/plugin-kit'
import {type ExplicitMap, parseMap} from '../columns/explicit-map.js'
import type {Options} from '../options.js'
import {lackOf} from './chat-question.js'
import {checkOptions} from './check-options.js'
import {readTitles, type TitleTable, titleTable} from './conversation-titles.js'
import {findTables, type Tables} from './find-tables.js'
import {planTable, type TablePlan} from './plan-table.js'
import type {Table} from './table.js'
import {labelsOf, mapTable, type TableMapping} from './table-mapping.js'

export interface ExportPlan {
  plans: TablePlan[]
  /** Names of conversations from tables of their own. */
  titles: Map<string, string>
}

/** Read of each file to decide about it. */
const SAMPLE = 256 * 1024

/**
 * Decides about the whole export before the first message is read, and says what was decided.
 * @throws InputError when nothing in it is a chat, or a question is left that only the person can answer
 */
export async function planExport(
  tree: InputTree,
  options: Options,
  context: Pick<SourceContext, 'warn' | 'signal'>,
): Promise<ExportPlan> {
  checkOptions(options)
  const map = parseMap(options.map)
  const found = await findTables(tree, options, SAMPLE)
  const {chats, others} = sort(found.tables, map, options)
  if (chats.length === 0) refuse(found, others)

  for (const {file, error} of found.unreadable)
    context.warn({code: 'unreadable-file', message: `${file} cannot be read: ${error.message}`, place: {file}})
  for (const {file, message} of found.foreign)
    context.warn({code: 'foreign-file', message: `${file}: ${message}`, place: {file}})
  const plans: TablePlan[] = []
  for (const {table, mapping} of chats) plans.push(await planTable(table, mapping, options, context.signal))

  const titles = new Map<string, string>()
  for (const {table, why} of others) {
    const described = describedBy(table, plans)
    const notice = described === undefined ? notChat(table, why) : await readTitles(described, titles, context.signal)
    if (notice !== undefined) context.warn(notice)
  }
  for (const file of found.empty) context.warn({code: 'no-rows', message: `${file} is empty`, place: {file}})
  for (const plan of plans) {
    for (const message of plan.decided) context.warn({code: 'decided', message})
    for (const notice of encodingNotices(plan.table)) context.warn(notice)
    if (plan.table.sample.length === 0)
      context.warn({code: 'no-rows', message: `${plan.table.label}: a header was found, but no rows`})
  }
  return {plans, titles}
}

interface Sorted {
  chats: {table: Table; mapping: TableMapping}[]
  others: {table: Table; why: string}[]
}

/** @throws InputError with the question about a table that is a chat but cannot be read yet */
function sort(tables: readonly Table[], map: ExplicitMap, options: Options): Sorted {
  const sorted: Sorted = {chats: [], others: []}
  let missing: unknown
  for (const table of tables) {
    let mapping: TableMapping
    try {
      mapping = mapTable(table, map)
    } catch (error) {
      // A folder may hold other tables beside the one that the person maps.
      missing ??= error
      sorted.others.push({table, why: 'it lacks the columns of --map'})
      continue
    }
    const lack = lackOf(table, mapping, options)
    if (lack === undefined) sorted.chats.push({table, mapping})
    else if (lack.chat) throw lack.error
    else sorted.others.push({table, why: lack.why})
  }
  if (sorted.chats.length === 0 && missing !== undefined) throw missing
  return sorted
}

/** Throws, unless the export is merely empty. */
function refuse(found: Tables, others: Sorted['others']): void {
  const [other] = others
  const [foreign] = found.foreign
  const [unreadable] = found.unreadable
  if (other !== undefined) throw notChatError(other.table, other.why)
  if (foreign !== undefined) {
    throw inputError('INPUT_UNRECOGNISED', `${foreign.file} is no CSV: ${foreign.message}`, {
      place: {file: foreign.file},
    })
  }
  if (unreadable !== undefined) throw unreadable.error
  if (found.empty.length === 0) {
    throw inputError('INPUT_UNRECOGNISED', 'there is no CSV or TSV file in it', {
      hints: ['name the file itself if its name does not end in .csv, .tsv, .tab, .psv or .txt'],
    })
  }
}

function notChatError(table: Table, why: string): EverportError {
  const file = table.files[0]?.file.path ?? table.label
  return inputError('INPUT_UNRECOGNISED', `${table.label} does not look like a chat: ${why}`, {
    place: {file},
    hints: [
      ...(table.files[0]?.encoding.certainty === 'assumed'
        ? ['it is not UTF-8: if names look garbled, name its encoding, e.g. --encoding windows-1251']
        : []),
      'if it is one, name its columns: --map time=COLUMN --map name=COLUMN --map text=COLUMN (by name or number)',
    ],
  })
}

function notChat(table: Table, why: string): Notice {
  return {
    code: 'not-chat',
    message: `${table.label} was not read: ${why}`,
    place: {file: table.files[0]?.file.path ?? table.label},
  }
}

function describedBy(table: Table, plans: readonly TablePlan[]): TitleTable | undefined {
  for (const {mapping, table: messages} of plans) {
    const key = mapping.mapping.conversation === undefined ? '' : labelsOf(mapping.mapping, 'conversation', messages)
    const titles = key === '' ? undefined : titleTable(table, key)
    if (titles !== undefined) return titles
  }
  return undefined
}

function encodingNotices(table: Table): Notice[] {
  return table.files
    .filter(({encoding}) => encoding.certainty === 'assumed')
    .map(({file, encoding}) => {
      const sample = table.sample.find(
        ({cells, file: path}) => path === file.path && cells.some((cell) => /[^\0-\x7f]/.test(cell)),
      )
      const shown = sample?.cells.find((cell) => /[^\0-\x7f]/.test(cell))?.slice(0, 60)
      const example = shown === undefined ? '' : `: it reads "${shown}"`
      return {
        code: 'assumed-encoding',
        message: `${file.path} is not UTF-8 and does not say what it is; taken as ${encoding.label}${example}. If that is wrong, name it, e.g. --encoding windows-1251`,
        place: {file: file.path, ...(sample === undefined ? {} : {line: sample.line})},
      }
    })
}
