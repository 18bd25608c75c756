import type {MessageRecord, Place} from '@everport/plugin-kit'
import {asObject, asText} from '../loose.js'
import {plainText} from '../markup.js'
import {type Sender, senderOf} from '../people/sender.js'
import type {RawMessage} from '../raw.js'
import {messageText, type TextStyle} from '../text/message-text.js'
import {type AdmissionRules, admit} from './admit.js'
import type {Entry} from './arrange.js'
import {fileAttachment, rawFiles} from './files.js'
import {eventText, ownWords} from './generated-text.js'
import type {ThreadNotes} from './thread-notes.js'
import {parseTimestamp, timestampId} from './timestamp.js'

/** What the messages of one conversation are converted with. */
export interface Conversion extends AdmissionRules {
  conversation: string
  style: TextStyle
  threads: ThreadNotes
  /** Replies say what they answer when it stands far from them. */
  notes: boolean
  /** Path of an uploaded file inside the export. */
  stored(id: string): string | undefined
}

/**
 * What stands for a message whose deletion is only learned after it was passed on: a later copy without its words. (An empty
 * one would be left out before it could replace the first.)
 */
export const DELETED_TEXT = '(deleted message)'

/** An entry as a record, or the code of the reason why it is left out. */
export function convertMessage(entry: Entry, place: Place, conversion: Conversion): MessageRecord | string {
  if (entry.deleted) return deletedCopy(entry, place, conversion)
  const {raw, at} = entry
  const admission = admit(entry, conversion)
  if ('reason' in admission) {
    rememberParent(entry, admission.reason, conversion)
    return admission.reason
  }
  const {sender, isEvent} = admission
  const files = rawFiles(raw)
  const body = messageText(raw, isEvent ? eventText(raw) : ownWords(raw), files, conversion.style)
  const parent = raw.thread_ts === undefined ? undefined : timestampId(raw.thread_ts)
  const thread = parent === at.id ? undefined : parent
  const message: MessageRecord = {
    type: 'message',
    conversation: conversion.conversation,
    id: at.id,
    sender: sender.id,
    at: at.ms,
    order: at.micros,
    text: body,
    place,
  }
  if (sender.name !== undefined) message.senderName = sender.name
  if (sender.bot) message.bot = true
  if (files.length > 0) message.attachments = files.map((file) => fileAttachment(file, conversion.stored))
  if (raw.edited !== undefined || entry.editedAt !== undefined) {
    const editedAt = parseTimestamp(asObject(raw.edited)?.ts)?.ms ?? entry.editedAt
    if (editedAt !== undefined) message.editedAt = editedAt
  }
  if (thread !== undefined) {
    message.thread = thread
    message.replyTo = thread
    if (raw.root !== undefined && conversion.threads.lacks(thread)) rememberRoot(raw.root, conversion)
    const note = conversion.threads.reply(at, thread, () => personName(raw.parent_user_id, conversion))
    if (conversion.notes) message.text = note + body
  } else if (conversion.threads.passes(at, raw)) {
    const [file] = message.attachments ?? []
    const text = body === '' && file !== undefined ? `[file: ${file.name}]` : body
    conversion.threads.parent(at, raw, {senderName: shownName(sender, conversion), text})
  }
  return message
}

/** A reply that was also sent to the channel carries a copy of its parent. */
function rememberRoot(root: unknown, conversion: Conversion): void {
  const parent = asObject(root) as RawMessage | undefined
  const at = parseTimestamp(parent?.ts)
  const sender = parent && senderOf(parent, conversion.people)
  if (parent === undefined || at === undefined || sender === undefined) return
  const text = messageText(parent, ownWords(parent), rawFiles(parent), conversion.style)
  conversion.threads.copy(at, {senderName: shownName(sender, conversion), text})
}

function personName(id: unknown, {people}: Conversion): string | undefined {
  return people.get(asText(id) ?? '')?.name
}

/** A parent that is not kept still explains its replies: a deleted one, a huddle, an app's welcome. */
function rememberParent({raw, at}: Entry, reason: string, conversion: Conversion): void {
  if (reason === 'tombstone') conversion.threads.leftOut(at)
  // Joins are the bulk of what is left out, and nobody answers most of them.
  if (reason === 'tombstone' || (raw.thread_ts === undefined && raw.reply_count === undefined)) return
  const sender = senderOf(raw, conversion.people)
  const text = plainText(eventText(raw), conversion.style.names, conversion.style.emoji)
  conversion.threads.leftOut(at, {senderName: sender === undefined ? 'Slack' : shownName(sender, conversion), text})
}

function deletedCopy({raw, at, editedAt}: Entry, place: Place, conversion: Conversion): MessageRecord {
  const sender = senderOf(raw, conversion.people)
  conversion.threads.leftOut(at)
  return {
    type: 'message',
    conversation: conversion.conversation,
    id: at.id,
    sender: sender?.id ?? 'USLACKBOT',
    ...(sender?.bot ? {bot: true} : {}),
    at: at.ms,
    order: at.micros,
    text: DELETED_TEXT,
    ...(editedAt === undefined ? {} : {editedAt}),
    place,
  }
}

function shownName(sender: Sender, {people}: Conversion): string {
  return sender.name ?? people.get(sender.id)?.name ?? sender.id
}
