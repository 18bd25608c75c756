import type {ImportOptions} from '../config/import-options.js'
import {parseInstant} from '../config/instant.js'
import {realTiming} from '../deliver/timing.js'
import {EverportError} from '../errors/everport-error.js'
import type {ConversationRecord, MessageRecord, PersonRecord, SourceRecord} from '../model/record.js'
import {isDamage} from '../run/damage.js'
import type {ExportToRead, RunContext} from '../run/run.js'
import type {Notice, Skip} from '../source/source.js'
import type {StagedMessage} from '../store/staged-row.js'
import {content} from './content.js'
import type {Intake} from './intake.js'
import type {Notices} from './notices.js'
import type {Tallies} from './tallies.js'
import {watchedTree} from './watched-tree.js'

/** EverOS reads timestamps below 10^12 as seconds (docs/everos.md 2.6): 2001-09-09T01:46:40Z. */
export const EARLIEST = 1_000_000_000_000
const EMIT_EVERY = 100
/** Characters of what cannot be read that are kept: a line of a chat, not a pasted log. */
const EXCERPT = 1000

/** Counts of one reading, all in messages. `kept` went on to the ordering. */
export interface Reading {
  tallies: Tallies
  notices: Notices
  /** Messages that could not be read. */
  unread: number
}

/** Reads the whole export once and puts what is to be sent into the intake. Everything else is counted. */
export async function readExport(
  from: ExportToRead,
  options: Pick<ImportOptions, 'since' | 'until' | 'attachments'>,
  intake: Intake,
  reading: Reading,
  context: RunContext,
): Promise<void> {
  const {tallies, notices} = reading
  const {now} = context.timing ?? realTiming
  const since = options.since === undefined ? Number.NEGATIVE_INFINITY : parseInstant(options.since)!
  const until = options.until === undefined ? Number.POSITIVE_INFINITY : parseInstant(options.until)!
  const mention = options.attachments === 'mention'
  const progress = {type: 'reading' as const, bytes: 0, totalBytes: 0, messages: 0, skipped: 0}
  let emitted = 0
  const show = () => {
    const time = now()
    if (time - emitted < EMIT_EVERY) return
    emitted = time
    context.emit({...progress, bytes: Math.min(progress.bytes, progress.totalBytes)})
  }
  const tree = watchedTree(from.tree, (count) => {
    progress.bytes += count
    show()
  })
  for (const file of await tree.files()) progress.totalBytes += file.size
  for (const {path, reason} of await tree.refused()) {
    warn({
      code: `refused-${reason}`,
      message: `The entry ${JSON.stringify(path)} was left out: ${REFUSALS[reason]}.`,
      place: {file: path},
    })
  }

  const sourceContext = {signal: context.signal, skip, warn}
  for await (const batch of from.source.read(tree, from.sourceOptions, sourceContext)) {
    for (const record of batch as readonly SourceRecord[]) take(record)
    show()
    if (context.signal.aborted) break
  }
  emitted = 0
  show()

  function skip({reason, conversation, count = 1, place, excerpt}: Skip): void {
    const number = conversation === undefined ? 0 : (intake.conversationNumber(conversation) ?? 0)
    progress.skipped += count
    tallies.add(number, 'read', '', count)
    tallies.add(number, 'skipped', reason, count)
    if (!isDamage(reason, from.source)) return
    reading.unread += count
    intake.unread({
      reason,
      count,
      conversation: number,
      place,
      excerpt: excerpt?.slice(0, EXCERPT).toWellFormed(),
      message: undefined,
    })
  }

  function warn(notice: Notice): void {
    if (notices.add(notice)) context.emit({type: 'notice', notice})
  }

  function take(record: ConversationRecord | PersonRecord | MessageRecord): void {
    if (record.type === 'message') takeMessage(record)
    else if (record.type === 'person') intake.person(record)
    else intake.conversation(record)
  }

  function takeMessage(m: MessageRecord): void {
    const conversation = intake.conversationNumber(m.conversation)
    if (conversation === undefined) {
      throw new EverportError(
        'SOURCE_FAILED',
        `The source "${from.source.id}" yielded a message of the conversation ${JSON.stringify(m.conversation)} before the conversation itself.`,
        {
          hints: ["This is a mistake in the source's plugin: report it to its author."],
          ...(m.place && {place: m.place}),
        },
      )
    }
    progress.messages += 1
    tallies.add(conversation, 'read')
    const text = content(m.text, m.attachments, mention)
    const out = leftOut(m.at, text)
    if (out === undefined) intake.message(staged(m, conversation, text))
    else leaveOut(m, conversation, text, ...out)
  }

  function leaveOut(
    m: MessageRecord,
    conversation: number,
    text: string,
    outcome: 'skipped' | 'filtered',
    reason: string,
  ): void {
    tallies.add(conversation, outcome, reason)
    if (reason !== 'bad-time' && reason !== 'before-2001') return
    if (reason === 'bad-time') reading.unread += 1
    const message = staged(m, conversation, text)
    intake.unread({reason, count: 1, conversation, place: m.place, excerpt: undefined, message})
  }

  function staged(m: MessageRecord, conversation: number, text: string): StagedMessage {
    const {place} = m
    return {
      conversation,
      key: m.id,
      at: m.at,
      // Without an order of its own a message keeps its place in the reading: a stable sort does the rest.
      ord: m.order ?? 0,
      person: intake.personNumber(m.sender),
      senderName: m.senderName || null,
      text,
      role: m.role ?? null,
      bot: m.bot === true,
      edited: m.editedAt ?? null,
      file: place === undefined ? null : intake.fileNumber(place.file),
      record: place?.record ?? null,
      line: place?.line ?? null,
    }
  }

  /** Why a message is not sent, or undefined. */
  function leftOut(at: number, text: string): ['skipped' | 'filtered', string] | undefined {
    if (!Number.isSafeInteger(at)) return ['skipped', 'bad-time']
    if (at < since || at >= until) return ['filtered', 'date']
    if (at < EARLIEST) return ['skipped', 'before-2001']
    return text === '' ? ['skipped', 'empty'] : undefined
  }
}

const REFUSALS = {
  escapes: 'its path leads out of the archive',
  encrypted: 'it is protected by a password',
  'unsupported-compression': 'its compression method is not supported',
  duplicate: 'another entry has the same path',
  link: 'it is a link that leads outside',
  unreadable: 'it is damaged',
} as const
