import {asList, asObject, asText} from '../loose.js'
import type {RawMessage} from '../raw.js'
import {type Part, UNREADABLE} from '../readers/items.js'
import {parseTimestamp, type Timestamp} from './timestamp.js'

/** A message in its place. */
export interface Entry {
  raw: RawMessage
  at: Timestamp
  /** 1-based place in the file. A reply that stands inside its parent has its parent's. */
  record: number
  /** Unix ms, from a record of an edit or deletion. */
  editedAt?: number
  /** It was deleted, and the deletion is known. */
  deleted?: true
}

/** Takes what is not a message, with the reason. */
export type LeaveOut = (reason: string, record: number) => void

/**
 * The messages of one part of a file (a whole day file), oldest first, with replies taken out of their parents and the records
 * of edits and deletions applied: `message_changed` and `message_deleted` are found in event logs and in exports of workspaces
 * that keep their edit history.
 */
export function arrange({values, recordOf}: Part, leaveOut: LeaveOut): Entry[] {
  const entries: Entry[] = []
  const log: Entry[] = []
  for (let index = 0; index < values.length; index += 1) take(values[index], recordOf(index))
  const arranged = log.length === 0 ? entries : applyLog(entries, log.sort(byTime), leaveOut)
  return isSorted(arranged) ? arranged : arranged.sort(byTime)

  function take(value: unknown, record: number): void {
    if (value === UNREADABLE) {
      leaveOut('unreadable', record)
      return
    }
    const raw = asObject(value) as RawMessage | undefined
    if (raw === undefined || (raw.type !== undefined && raw.type !== 'message')) {
      leaveOut('not-a-message', record)
      return
    }
    const at = parseTimestamp(raw.ts)
    if (at === undefined) leaveOut('no-time', record)
    else if (isLog(raw.subtype)) log.push({raw, at, record})
    else entries.push({raw, at, record})
    if (raw.slackdump_thread_replies !== undefined)
      for (const reply of asList(raw.slackdump_thread_replies)) take(reply, record)
    // Elsewhere `replies` are mere {user, ts} pairs.
    if (raw.replies !== undefined) for (const reply of asList(raw.replies)) if (isWhole(reply)) take(reply, record)
  }
}

export function isLog(subtype: unknown): boolean {
  return subtype === 'message_changed' || subtype === 'message_deleted' || subtype === 'message_replied'
}

function isWhole(value: unknown): boolean {
  const reply = asObject(value)
  return reply !== undefined && (reply.type !== undefined || reply.text !== undefined || reply.blocks !== undefined)
}

function applyLog(entries: readonly Entry[], log: readonly Entry[], leaveOut: LeaveOut): Entry[] {
  const changes = new Map<string, {change: Entry; event: Entry}>()
  for (const event of log) {
    const change = changeOf(event)
    const before = change && changes.get(change.at.id)
    if (change === undefined) leaveOut(logCode(event), event.record)
    else changes.set(change.at.id, {change, event})
    if (before !== undefined) leaveOut(logCode(before.event), before.event.record)
  }
  const result: Entry[] = []
  const applied = new Set<string>()
  for (const entry of entries) {
    const found = changes.get(entry.at.id)
    if (found === undefined) result.push(entry)
    else {
      applied.add(entry.at.id)
      if (found.change.deleted) leaveOut('deleted', entry.record)
      else result.push({...found.change, record: entry.record})
    }
  }
  // A message of an earlier file: its newer state goes on as a later copy of it.
  for (const [id, {change, event}] of changes) {
    if (applied.has(id)) leaveOut(logCode(event), event.record)
    else result.push(change)
  }
  return result
}

function logCode(event: Entry): string {
  return String(event.raw.subtype).replaceAll('_', '-')
}

/** The newer state of the message that an event is about; undefined when the event changes nothing. */
function changeOf({raw, at, record}: Entry): Entry | undefined {
  const before = asObject(raw.previous_message)
  if (raw.subtype === 'message_deleted') return deletion(raw.deleted_ts, before, at, record)
  const after = asObject(raw.message)
  const target = parseTimestamp(after?.ts)
  if (raw.subtype !== 'message_changed' || after === undefined || target === undefined) return undefined
  if (after.subtype === 'tombstone') return deletion(after.ts, before, at, record)
  const user = asText(after.user) ?? before?.user
  return {raw: user === undefined ? after : {...after, user}, at: target, record, editedAt: at.ms}
}

function deletion(ts: unknown, before: RawMessage | undefined, at: Timestamp, record: number): Entry | undefined {
  const target = parseTimestamp(ts)
  return target && {raw: {...before, ts: target.id}, at: target, record, editedAt: at.ms, deleted: true}
}

function byTime(a: Entry, b: Entry): number {
  return a.at.ms - b.at.ms || a.at.micros - b.at.micros
}

function isSorted(entries: readonly Entry[]): boolean {
  for (let at = 1; at < entries.length; at += 1) if (byTime(entries[at - 1]!, entries[at]!) > 0) return false
  return true
}
