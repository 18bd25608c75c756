import {fieldOf} from '../columns/mapping.js'
import {htmlToText} from '../markup.js'
import type {Options} from '../options.js'
import type {TablePlan} from '../plan/plan-table.js'
import {instantOf} from '../times/column-clock.js'
import {parseAttachments} from './attachments.js'
import {cleanId, isDamagedId} from './clean-id.js'
import type {Draft} from './draft.js'
import {fixText} from './fix-text.js'
import {byRole, groupOf, roleOf, type Speaker} from './speaker.js'
import {parseTranscript} from './transcript.js'

export interface RowFacts {
  cells: readonly string[]
  speaker: Speaker
  at: number
  nanos: number
  /** Id of the conversation. */
  conversation: string
  /** The row's own id, cleaned; empty without a usable one. */
  id: string
}

export interface RowDrafts {
  drafts: Draft[]
  /** Roles of what the row holds besides: notes, system messages. */
  dropped: string[]
  /** Some messages have no time of their own. */
  madeUp?: boolean
  /** Of a transcript, see `Transcript`. */
  unknownLabel?: string
}

/** The messages of one row, or undefined when its transcript cannot be taken apart. */
export function draftsOf(row: RowFacts, plan: TablePlan, options: Options): RowDrafts | undefined {
  if (plan.shape.layout === 'exchange') return {drafts: exchange(row, plan, options), dropped: []}
  return plan.shape.layout === 'transcript' ? transcript(row, plan, options) : message(row, plan, options)
}

function message(row: RowFacts, plan: TablePlan, options: Options): RowDrafts {
  const {mapping} = plan.mapping
  const {cells, speaker, at, nanos, id} = row
  if (speaker.group === 'none') return {drafts: [], dropped: [roleOf(cells, plan.shape.speakers)]}
  const draft: Draft = {
    speaker,
    text: textOf(fieldOf(mapping, 'text', cells), plan, options),
    at,
    nanos,
    id,
    part: '',
  }
  if (mapping.reply !== undefined && mapping.id !== undefined) {
    const [reply] = replies(fieldOf(mapping, 'reply', cells))
    if (reply !== undefined) draft.replyTo = reply
  }
  if (mapping.attachments !== undefined) {
    const attachments = parseAttachments(fieldOf(mapping, 'attachments', cells))
    if (attachments.length > 0) draft.attachments = attachments
  }
  return {drafts: [draft], dropped: []}
}

/** Ids in a reply cell; spreadsheets' damaged ones lead nowhere. */
export function replies(cell: string): string[] {
  if (cell === '') return []
  return cell
    .split(/[,;|\s]+/)
    .map(cleanId)
    .filter((id) => id !== '' && !isDamagedId(id))
}

/** The question stands before the answer at the same time. An empty side is no message. */
function exchange(row: RowFacts, plan: TablePlan, options: Options): Draft[] {
  const {cells, speaker: written, at, nanos, id, conversation} = row
  const {mapping} = plan.mapping
  const {speakers} = plan.shape
  const asker =
    written.unknown || written.group === 'program' ? byRole('user', 'person', speakers, conversation) : written
  const draft = (speaker: Speaker, text: string, part: string): Draft[] =>
    text === '' ? [] : [{speaker, text, at, nanos, id: id === '' ? '' : `${id}:${part}`, part}]
  return [
    ...draft(asker, textOf(fieldOf(mapping, 'question', cells), plan, options), 'q'),
    ...draft(
      byRole('assistant', 'program', speakers, conversation),
      textOf(fieldOf(mapping, 'answer', cells), plan, options),
      'a',
    ),
  ]
}

function transcript(row: RowFacts, plan: TablePlan, options: Options): RowDrafts | undefined {
  const {cells, speaker: owner, conversation} = row
  const {speakers} = plan.shape
  const found = parseTranscript(fieldOf(plan.mapping.mapping, 'transcript', cells))
  if (found === undefined) return undefined
  const result: RowDrafts = {drafts: [], dropped: []}
  if (found.unknownLabel !== undefined) result.unknownLabel = found.unknownLabel
  for (const [index, {speaker, text, time}] of found.turns.entries()) {
    const group = groupOf([speaker], speakers.assistants, speaker)
    if (group === 'none') {
      result.dropped.push(speaker)
      continue
    }
    const own = plan.clock === undefined || time === undefined ? undefined : instantOf(time, plan.clock)
    if (own?.at === undefined && index > 0) result.madeUp = true
    result.drafts.push({
      speaker: group === 'person' && !owner.unknown ? owner : byRole(speaker, group, speakers, conversation),
      text: textOf(text, plan, options),
      at: own?.at ?? row.at + index,
      nanos: own?.at === undefined ? 0 : own.nanos,
      id: row.id === '' ? '' : `${row.id}:${index + 1}`,
      part: String(index + 1),
    })
  }
  return result
}

function textOf(cell: string, plan: TablePlan, options: Options): string {
  const text = fixText(cell, options.fix)
  return (plan.html ? htmlToText(text) : text).trim()
}
