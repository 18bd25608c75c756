import {type ConversationKind, inputError} from '@everport/plugin-kit'
import {fieldOf} from '../columns/mapping.js'
import type {Field} from '../columns/vocabulary.js'
import type {Options} from '../options.js'
import {cleanId, isDamagedId} from '../records/clean-id.js'
import {plain, type RoleClass, shownRole} from '../records/role-words.js'
import {groupOf, isOwn, roleOf, type SpeakerRules, speakerOf} from '../records/speaker.js'
import {parseTranscript} from '../records/transcript.js'
import type {Table} from './table.js'
import {columnsFound, type TableMapping} from './table-mapping.js'

/** `message`: a row is one message. `exchange`: a question and its answer. `transcript`: a whole conversation in one cell. */
export type Layout = 'message' | 'exchange' | 'transcript'
export type Grouping = NonNullable<Options['conversations']>

export interface ConversationShape {
  layout: Layout
  grouping: Grouping
  kind: ConversationKind
  speakers: SpeakerRules
  /** Clauses for people. */
  why: string[]
}

/** Decides from the sample what a conversation is and whether it is one with an assistant. */
export function conversationShape(table: Table, {mapping}: TableMapping, options: Options): ConversationShape {
  const layout: Layout =
    mapping.question !== undefined && mapping.answer !== undefined
      ? 'exchange'
      : mapping.transcript === undefined
        ? 'message'
        : 'transcript'
  const rules: SpeakerRules = {
    mapping,
    roleColumn: (mapping.role ?? []).map((column) => table.names[column]).join(' '),
    assistants: new Set(options.assistant.map(plain)),
    me: options.me,
    shared: false,
    hashSenders: options.hashSenders,
  }
  const seen = layout === 'transcript' ? transcriptGroups(table, rules) : rowGroups(table, rules)
  const speakers = {...rules, shared: layout !== 'message' || seen.shared}
  const {groups} = seen
  const withAssistant =
    layout === 'exchange' ||
    isUserLog(groups, mapping) ||
    (groups.has('program') && !groups.has('staff') && seen.mostPeople <= 1)
  const kind: ConversationKind = withAssistant ? 'assistant' : 'group'
  const grouping = groupingOf(table, mapping, options, kind, speakers.shared)

  const why: string[] = []
  if (withAssistant) why.push(`a person with an assistant${layout === 'exchange' ? ' (questions and answers)' : ''}`)
  if (groups.has('staff')) {
    const words = [...groups.entries()].flatMap(([group, values]) => (group === 'staff' ? [...values] : []))
    why.push(
      `${words.map((word) => `"${word}"`).join(' and ')} rows are people; --assistant ${words[0]} makes them the assistant's`,
    )
  }
  if (options.me === undefined) why.push(...namelessPeople(mapping, layout))
  return {layout, grouping, kind, speakers, why}
}

function namelessPeople(mapping: TableMapping['mapping'], layout: Layout): string[] {
  if (mapping.own !== undefined) return ['your own rows are by "me"; --me gives your name']
  if (mapping.sender !== undefined || mapping.name !== undefined) return []
  return mapping.role !== undefined || layout !== 'message'
    ? ['nobody is named: people are others in each conversation, unless --me names you or --map sender= a column']
    : []
}

/** The user's side of a chat with an assistant that has not answered: only roles, and none of them but the user's. */
function isUserLog(groups: Seen['groups'], mapping: TableMapping['mapping']): boolean {
  if (mapping.sender !== undefined || mapping.name !== undefined || mapping.own !== undefined) return false
  const words = [...(groups.get('person') ?? [])]
  return (
    !groups.has('program') &&
    !groups.has('staff') &&
    words.length > 0 &&
    words.every((word) => /^(user|human)$/.test(shownRole(word)))
  )
}

interface Seen {
  /** Role words of the sample by what they stand for. */
  groups: Map<RoleClass, Set<string>>
  /** One sender stands on rows of the assistant and of the person. */
  shared: boolean
  /** Most people, assistants apart, in one conversation. */
  mostPeople: number
}

function rowGroups(table: Table, rules: SpeakerRules): Seen {
  const groups = new Map<RoleClass, Set<string>>()
  const bySender = new Map<string, Set<boolean>>()
  const people = new Map<string, Set<string>>()
  for (const {cells, file} of table.sample) {
    if (cells.length < table.names.length - 1) continue
    const conversation = rules.mapping.conversation === undefined ? file : fieldOf(rules.mapping, 'conversation', cells)
    const speaker = speakerOf(cells, rules, conversation)
    if (speaker.group === 'none') continue
    if (speaker.group !== undefined) {
      const word = roleOf(cells, rules) || speaker.name
      groups.set(speaker.group, (groups.get(speaker.group) ?? new Set()).add(word))
    }
    const program = speaker.group === 'program'
    bySender.set(speaker.id, (bySender.get(speaker.id) ?? new Set()).add(program))
    if (!program) people.set(conversation, (people.get(conversation) ?? new Set()).add(speaker.id))
  }
  const hasColumn = rules.mapping.sender !== undefined || rules.mapping.name !== undefined
  const shared = hasColumn && [...bySender.values()].some((sides) => sides.size === 2)
  // A sender column that repeats on every row makes one conversation for each person: see groupingOf.
  const perPerson = shared && rules.mapping.conversation === undefined
  return {groups, shared, mostPeople: perPerson ? 1 : Math.max(0, ...[...people.values()].map(({size}) => size))}
}

function transcriptGroups(table: Table, rules: SpeakerRules): Seen {
  const groups = new Map<RoleClass, Set<string>>()
  for (const {cells} of table.sample) {
    for (const {speaker} of parseTranscript(fieldOf(rules.mapping, 'transcript', cells))?.turns ?? []) {
      const group = turnGroup(speaker, rules.assistants)
      if (group !== undefined) groups.set(group, (groups.get(group) ?? new Set()).add(speaker))
    }
  }
  return {groups, shared: true, mostPeople: 1}
}

function turnGroup(speaker: string, assistants: ReadonlySet<string>): RoleClass | undefined {
  return groupOf([speaker], assistants, speaker)
}

function groupingOf(
  table: Table,
  mapping: TableMapping['mapping'],
  options: Options,
  kind: ConversationKind,
  shared: boolean,
): Grouping {
  if (options.conversations !== undefined) {
    checkGrouping(table, mapping, options.conversations)
    return options.conversations
  }
  if (mapping.conversation !== undefined) return 'column'
  if (mapping.id !== undefined && mapping.reply !== undefined && isWoven(table, mapping)) return 'replies'
  if (isPartnerColumn(table, mapping)) return 'person'
  return kind === 'assistant' && shared && (mapping.sender !== undefined || mapping.name !== undefined)
    ? 'person'
    : 'file'
}

const NEEDS: Record<Grouping, readonly (readonly Field[])[]> = {
  column: [['conversation']],
  replies: [['id'], ['reply']],
  person: [['sender', 'name']],
  file: [],
}

function checkGrouping(table: Table, mapping: TableMapping['mapping'], grouping: Grouping): void {
  const missing = NEEDS[grouping].find((fields) => fields.every((field) => mapping[field] === undefined))
  if (missing === undefined) return
  throw inputError(
    'INPUT_NEEDS_OPTION',
    `${table.label}: --conversations ${grouping} needs a column for "${missing[0]}" (columns found: ${columnsFound(table)})`,
    {hints: [`name it: --map ${missing[0]}=COLUMN`]},
  )
}

/** True when rows of one's own carry the ids that others have on theirs: the column names with whom, not who. */
function isPartnerColumn(table: Table, mapping: TableMapping['mapping']): boolean {
  if (mapping.own === undefined) return false
  const whom = (cells: readonly string[]) => fieldOf(mapping, 'sender', cells) || fieldOf(mapping, 'name', cells)
  const rows = table.sample
    .map(({cells}) => ({id: whom(cells), own: isOwn(cells, mapping)}))
    .filter(({id}) => id !== '')
  const others = new Set(rows.filter(({own}) => !own).map(({id}) => id))
  const own = rows.filter((row) => row.own)
  return own.length > 0 && own.filter(({id}) => others.has(id)).length * 2 > own.length
}

/** True when most rows answer a row or are answered: many conversations in one file, not one with a few quotations. */
function isWoven(table: Table, mapping: TableMapping['mapping']): boolean {
  const linked = new Set<string>()
  for (const {cells} of table.sample) {
    const id = cleanId(fieldOf(mapping, 'id', cells))
    const [reply = ''] = fieldOf(mapping, 'reply', cells).split(/[,;|\s]/)
    if (id === '' || cleanId(reply) === '' || isDamagedId(id)) continue
    linked.add(id).add(cleanId(reply))
  }
  const woven = table.sample.filter(({cells}) => linked.has(cleanId(fieldOf(mapping, 'id', cells)))).length
  return woven * 2 > table.sample.length
}
