import {fieldOf} from '../columns/mapping.js'
import type {Field} from '../columns/vocabulary.js'
import type {Grouping} from '../plan/conversation-shape.js'
import type {TablePlan} from '../plan/plan-table.js'
import {cleanId, isDamagedId} from './clean-id.js'
import {fileConversation} from './file-conversation.js'
import {ownCopy} from './own-copy.js'
import {createRecentMap} from './recent-map.js'
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

const REMEMBERED = 20_000

/** The conversation of a row, remembered: most rows are of one that was met before. */
export function createKnownConversations(
  plan: TablePlan,
  surroundings: Surroundings,
): (cells: readonly string[], file: string) => RowConversation {
  const {mapping} = plan.mapping
  const {grouping} = plan.shape
  let known = createRecentMap<string, RowConversation>(REMEMBERED)
  let current = ''
  const fields = grouping === 'replies' ? [] : FIELDS[grouping].filter((field) => mapping[field] !== undefined)
  const [only, ...more] = fields
  return (cells, file) => {
    if (file !== current) known = createRecentMap(REMEMBERED)
    current = file
    // Every message of a chain of replies has another id.
    if (grouping === 'replies') return conversationOf(cells, plan, file, surroundings)
    const key =
      only === undefined
        ? ''
        : more.length === 0
          ? fieldOf(mapping, only, cells)
          : fields.map((field) => fieldOf(mapping, field, cells)).join('\0')
    const before = known.get(key)
    if (before !== undefined) return before
    const found = conversationOf(cells, plan, file, surroundings)
    const conversation = {...found, id: ownCopy(found.id), name: ownCopy(found.name)}
    known.set(ownCopy(key), conversation)
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
