import {type EverportError, inputError} from '@everport/plugin-kit'
import type {Options} from '../options.js'
import type {Table} from './table.js'
import {columnsFound, type TableMapping} from './table-mapping.js'

/** What a table lacks to be read as a chat. */
export type Lack = {chat: false; why: string} | {chat: true; error: EverportError}

/** Undefined when the table can be read. */
export function lackOf(
  table: Table,
  {mapping}: TableMapping,
  options: Pick<Options, 'me' | 'startTime'>,
): Lack | undefined {
  const exchange = mapping.question !== undefined && mapping.answer !== undefined
  const hasText = mapping.text !== undefined || exchange || mapping.transcript !== undefined
  const hasTime = mapping.time !== undefined || options.startTime !== undefined
  const hasSender =
    exchange ||
    mapping.transcript !== undefined ||
    options.me !== undefined ||
    [mapping.sender, mapping.name, mapping.role, mapping.own].some((columns) => columns !== undefined)

  if (!hasText) return {chat: false, why: `no column holds messages (columns found: ${columnsFound(table)})`}
  if (!hasTime && !hasSender)
    return {
      chat: false,
      why: `it has texts, but neither times nor senders, so it is no conversation (columns found: ${columnsFound(table)})`,
    }
  if (!hasSender) {
    return question(table, `no column says who wrote the messages`, [
      'name it: --map name=COLUMN (names) or --map sender=COLUMN (ids)',
      'if you wrote them all: --me "Your Name"',
    ])
  }
  if (!hasTime) {
    return question(table, 'no column says when the messages were written', [
      'name it: --map time=COLUMN',
      'if there is none: --start-time 2024-03-01T09:00:00Z sets the first; the others follow one second apart',
    ])
  }
  return undefined
}

function question(table: Table, what: string, hints: string[]): Lack {
  const file = table.files[0]?.file.path ?? table.label
  return {
    chat: true,
    error: inputError('INPUT_NEEDS_OPTION', `${table.label}: ${what} (columns found: ${columnsFound(table)})`, {
      place: {file},
      hints,
    }),
  }
}
