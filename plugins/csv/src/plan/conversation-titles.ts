import type {Notice} from '@everport/plugin-kit'
import {fieldOf, type Mapping} from '../columns/mapping.js'
import {normalName} from '../columns/normal-name.js'
import {nameRank} from '../columns/vocabulary.js'
import {readRows} from '../physical/read-rows.js'
import {cleanId} from '../records/clean-id.js'
import {ownCopy} from '../records/own-copy.js'
import {inTableOrder} from './find-tables.js'
import type {Table} from './table.js'

export interface TitleTable {
  table: Table
  /** Its columns of the conversation's id and name. */
  mapping: Mapping
}

/** Names are kept in memory until the messages have come: this many and no more. */
const MOST_TITLES = 100_000

/**
 * A table that describes the conversations of a table of messages: it has their key (`source_id` for `conversation_source_id`, `id` for
 * `conversation_id`) and names for them.
 * @param key name of the messages' column of conversations
 */
export function titleTable(table: Table, key: string): TitleTable | undefined {
  const wanted = normalName(key)
  const id = table.names.findIndex((name) => {
    const own = normalName(name)
    return own !== '' && (own === wanted || `conversation${own}` === wanted || `chat${own}` === wanted)
  })
  const titles = table.names
    .map((name, index) => ({index, rank: nameRank(name, 'title')}))
    .filter(({index, rank}) => rank !== undefined && index !== id)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  const title = titles[0]?.index
  return id === -1 || title === undefined ? undefined : {table, mapping: {conversation: [id], title: [title]}}
}

/** The names of conversations by id. Which of the files comes first does not matter, as they are read before all messages. */
export async function readTitles(
  {table, mapping}: TitleTable,
  titles: Map<string, string>,
  signal: AbortSignal,
): Promise<Notice | undefined> {
  for (const file of table.files) {
    for await (const rows of readRows(file, table.names.length)) {
      signal.throwIfAborted()
      for (const {cells, line} of rows) {
        if (cells === undefined || line < file.header.firstLine) continue
        const row = inTableOrder(cells, file.columns)
        const id = cleanId(fieldOf(mapping, 'conversation', row))
        const title = fieldOf(mapping, 'title', row)
        if (id === '' || title === '') continue
        if (titles.size >= MOST_TITLES) {
          const place = {file: file.file.path, line}
          return {
            code: 'many-titles',
            message: `only the first ${MOST_TITLES} names of conversations in ${table.label} are used`,
            place,
          }
        }
        titles.set(ownCopy(id), ownCopy(title))
      }
    }
  }
  return undefined
}
