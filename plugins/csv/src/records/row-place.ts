import {fieldOf} from '../columns/mapping.js'
import type {TablePlan} from '../plan/plan-table.js'
import {cleanId, isDamagedId} from './clean-id.js'
import {fileConversation} from './file-conversation.js'
import type {ReplyRoots} from './reply-roots.js'

/** What is known about conversations from outside the row. */
export interface Surroundings {
  /** Name of the input itself. */
  folder: string
  roots: ReplyRoots | undefined
  /** Names of conversations that stand in a table of their own, by id. */
  titles: ReadonlyMap<string, string>
}

export interface RowConversation {
  id: string
  name: string
  /** The row should have named it, and does not. */
  missing: boolean
}

/** The conversation of a row. */
export function conversationOf(
  cells: readonly string[],
  plan: TablePlan,
  file: string,
  {folder, roots, titles}: Surroundings,
): RowConversation {
  const {mapping} = plan.mapping
  const id = idOf(cells, plan, roots)
  if (id === undefined || id === '' || isDamagedId(id)) {
    return {...fileConversation(file, folder), missing: id !== undefined}
  }
  const title = titles.get(id) ?? fieldOf(mapping, 'title', cells)
  return {id, name: title === '' && isNameColumn(plan) ? id : title, missing: false}
}

/** Undefined where files are conversations. */
function idOf(cells: readonly string[], plan: TablePlan, roots: ReplyRoots | undefined): string | undefined {
  const {mapping} = plan.mapping
  switch (plan.shape.grouping) {
    case 'file':
      return undefined
    case 'column':
      return mapping.conversation === undefined ? undefined : cleanId(fieldOf(mapping, 'conversation', cells))
    case 'person':
      return cleanId(fieldOf(mapping, 'sender', cells)) || cleanId(fieldOf(mapping, 'name', cells))
    case 'replies': {
      const id = cleanId(fieldOf(mapping, 'id', cells))
      return id === '' || roots === undefined ? '' : roots.rootOf(id)
    }
  }
}

/** A column of channels or rooms holds names; a column of ids does not. */
function isNameColumn({mapping, shape, table}: TablePlan): boolean {
  if (shape.grouping === 'person') return true
  const column = mapping.mapping.conversation?.at(-1)
  return (
    column !== undefined &&
    shape.grouping === 'column' &&
    /^(channel|room|group|chat)([\s_-]?name)?$/i.test(table.names[column] ?? '')
  )
}
