import type {ConversationRecord, MessageRecord, PersonRecord, SourceContext} from '@everport/plugin-kit'
import {counted} from '../counted.js'
import {arrange} from '../message/arrange.js'
import {type Conversion, convertMessage} from '../message/convert-message.js'
import {createThreadNotes} from '../message/thread-notes.js'
import type {SlackOptions} from '../options.js'
import type {People} from '../people/people.js'
import type {Part} from '../readers/items.js'
import type {Names} from '../text/names.js'
import {type Conversation, conversationRecord} from './conversations.js'

/** What all conversations of one reading share. */
export interface Reading {
  options: SlackOptions
  context: SourceContext
  people: People
  names: Names
  /** Names of the channels that an index lists, by id. */
  channels: Map<string, string>
  /** Whose export it is, when that is known. */
  owner: string | undefined
  /** Path of an uploaded file inside the export. */
  stored(id: string): string | undefined
  onUnknownKind(subtype: string): void
}

type Produced = ConversationRecord | PersonRecord | MessageRecord

/** Turns the items of one conversation into records, in the order in which they are read. */
export interface ConversationReader {
  /** The conversation itself: to be passed on before its messages. */
  begin(): Produced[]
  /** The records of a part of a file, which are sorted among themselves. */
  take(part: Part, file: string): Produced[]
  /** What became known at the end; tells about incomplete threads. */
  end(): Produced[]
}

/**
 * @param order `time`: the parts are read in time order; `pages`: they are not
 * @param unit what an item's number counts in its file
 */
export function createConversationReader(
  conversation: Conversation,
  reading: Reading,
  order: 'time' | 'pages',
  unit: 'record' | 'line' = 'record',
): ConversationReader {
  const {options, context, people, names, owner} = reading
  const {id} = conversation
  const threads = createThreadNotes(order === 'time')
  const conversion: Conversion = {
    conversation: id,
    people,
    style: {names, emoji: options.emoji, unfurls: options.unfurls},
    events: options.events,
    threads,
    notes: options.threads === 'note',
    stored: reading.stored,
    onUnknownKind: reading.onUnknownKind,
  }
  let described: ConversationRecord | undefined
  let numericTimes = 0

  const describe = (): ConversationRecord => {
    described = conversationRecord(conversation, people, names, owner)
    return described
  }

  return {
    begin: () => [...people.drain(), describe()],
    take(part, file) {
      const records: Produced[] = []
      const placeOf = (record: number) => (unit === 'line' ? {file, line: record} : {file, record})
      const leaveOut = (reason: string, record: number) =>
        context.skip({reason, conversation: id, place: placeOf(record)})
      for (const entry of arrange(part, leaveOut)) {
        if (typeof entry.raw.ts === 'number') numericTimes += 1
        const message = convertMessage(entry, placeOf(entry.record), conversion)
        if (typeof message === 'string') leaveOut(message, entry.record)
        else records.push(message)
      }
      const met = people.drain()
      return met.length === 0 ? records : [...met, ...records]
    },
    end() {
      const name = described?.name ?? id
      if (numericTimes > 0) context.warn(numericTimesNotice(name, numericTimes))
      const {orphans, unanswered} = threads.end()
      if (orphans > 0) context.warn(orphansNotice(name, orphans))
      if (unanswered > 0) context.warn(unansweredNotice(name, unanswered))
      // A guest of a shared channel may have been met only in the messages.
      const before = described?.name
      const after = describe()
      return before === after.name ? [] : [after]
    },
  }
}

function numericTimesNotice(name: string, count: number) {
  return {
    code: 'numeric-times',
    message: `In "${name}", ${counted(count, 'message')} came with the time as a JSON number, not as Slack's text: microseconds may be rounded.`,
  }
}

function orphansNotice(name: string, count: number) {
  return {
    code: 'parents-missing',
    message: `In "${name}", ${counted(count, 'reply')} came without the message that was answered (deleted, or older than the export): they are kept.`,
  }
}

function unansweredNotice(name: string, count: number) {
  return {
    code: 'threads-missing',
    message: `In "${name}", the replies to ${counted(count, 'message')} are missing. If no thread has any, the export was made by a tool that does not fetch them: ask for Slack's own export.`,
  }
}
