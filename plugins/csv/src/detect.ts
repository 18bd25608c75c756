import type {Detection, InputTree} from '@everport/plugin-kit'
import {FIELDS} from './columns/vocabulary.js'
import {lackOf} from './plan/chat-question.js'
import {findTables} from './plan/find-tables.js'
import type {Table} from './plan/table.js'
import {columnsFound, labelsOf, mapTable, type TableMapping} from './plan/table-mapping.js'

/** Read of each file, and files looked into: a folder of thousands of parts looks alike. */
const HEAD = 64 * 1024
const FILES = 12

/** Never certain: a table of messages may be the export of a platform whose own source knows it better. */
export async function detect(tree: InputTree): Promise<Detection> {
  const {tables, foreign, unreadable, empty} = await findTables(tree, {}, HEAD, FILES)
  let refusal: Detection | undefined
  for (const table of tables) {
    const mapping = mapTable(table, new Map())
    const lack = lackOf(table, mapping, {})
    if (lack === undefined) return {confidence: 'likely', why: summary(table, mapping)}
    if (lack.chat) return {confidence: 'likely', why: `${lack.error.message}: ${lack.error.hints[0] ?? ''}`}
    refusal ??= {
      confidence: 'no',
      why: `${table.label} does not look like a chat: ${lack.why}${
        table.files[0]?.encoding.certainty === 'assumed' ? '; it is not UTF-8: --encoding names its encoding' : ''
      }; --map time=… --map name=… --map text=… names its columns`,
      refused: true,
    }
  }
  const [other] = foreign
  if (refusal === undefined && other !== undefined)
    refusal = {confidence: 'no', why: `${other.file}: ${other.message}`, refused: true}
  const [damaged] = unreadable
  if (refusal === undefined && damaged !== undefined)
    refusal = {confidence: 'no', why: `${damaged.file} cannot be read: ${damaged.error.message}`, refused: true}
  if (refusal !== undefined) return refusal
  return {confidence: 'no', why: empty.length > 0 ? `${empty[0]} is empty` : 'no CSV or TSV files'}
}

function summary(table: Table, mapping: TableMapping): string {
  const columns = FIELDS.filter((field) => mapping.mapping[field] !== undefined).map(
    (field) => `${field} = ${labelsOf(mapping.mapping, field, table)}`,
  )
  const header = table.files[0]?.header.line === undefined ? `no header, columns ${columnsFound(table)}` : 'a header'
  return `${table.label} ${table.files.length === 1 ? 'has' : 'have'} ${header} and rows of messages: ${columns.join(', ')}`
}
