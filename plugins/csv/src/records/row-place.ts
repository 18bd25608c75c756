import {fieldOf} from '../columns/mapping.js'
import type {Field} from '../columns/vocabulary.js'
import type {Grouping} from '../plan/conversation-shape.js'
import type {TablePlan} from '../plan/plan-table.js'
import {createCellMemory} from './cell-memory.js'
import {cleanId, isDamagedId} from './clean-id.js'
import {fileConversation} from './file-conversation.js'
import {ownCopy} from './own-copy.js'
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

/** The conversation of a row, remembered: most rows are of one that was met before. */
export function createKnownConversations(
  plan: TablePlan,
  surroundings: Surroundings,
): (cells: readonly string[], file: string) => RowConversation {
  const {grouping} = plan.shape
  // Every message of a chain of replies has another id.
  if (grouping === 'replies') return (cells, file) => conversationOf(cells, plan, file, surroundings)
  let known = createCellMemory<RowConversation>(plan.mapping.mapping, FIELDS[grouping])
  let current = ''
  return (cells, file) => {
    if (file !== current) known = createCellMemory(plan.mapping.mapping, FIELDS[grouping])
    current = file
    const before = known.get(cells)
    if (before !== undefined) return before
    const found = conversationOf(cells, plan, file, surroundings)
    const conversation = {...found, id: ownCopy(found.id), name: ownCopy(found.name)}
    known.set(cells, conversation)
    return conversation
  }
}

/** What the conversation is made from. */
const FIELDS: Record<Exclude<Grouping, 'replies'>, readonly Field[]> = {
  file: [],
  column: ['conversation', 'title'],
  person: ['sender', 'name', 'title'],
}

function conversationOf(
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
  if (title !== '' || !isNameColumn(plan)) return {id, name: title, missing: false}
  const person = plan.shape.grouping === 'person' ? fieldOf(mapping, 'name', cells) : ''
  return {id, name: person === '' ? id : person, missing: false}
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
    /^((channel|room|group|chat)([\s_-]?name)?|(conversation|chat|thread)[\s_-]?(name|title))$/i.test(
      table.names[column] ?? '',
    )
  )
}
