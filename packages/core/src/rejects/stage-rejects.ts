import type {InputTree} from '../input/input-tree.js'
import {jsonLines} from '../input/json-lines.js'
import type {Place} from '../model/record.js'
import type {RunContext} from '../run/run.js'
import {content} from '../stage/content.js'
import {merge} from '../stage/merge.js'
import type {MergeNames} from '../stage/merging.js'
import {Notices} from '../stage/notices.js'
import {EARLIEST} from '../stage/read-export.js'
import {Tallies} from '../stage/tallies.js'
import type {StoredRun} from '../store/runs.js'
import {Scratch} from '../store/scratch.js'
import type {StagedMessage} from '../store/staged-row.js'
import type {Store} from '../store/store.js'
import type {SliceLimits} from '../target/slice-limits.js'
import {type CorrectedMessage, parseReject} from './parse-reject.js'

/** No message is that long. */
const LONGEST_LINE = 8 * 1024 * 1024
const SHOWN = 1000

/**
 * Reads a corrected file of rejects and leaves what it holds in the state file, as `stageExport` does with an export. Conversations and people
 * are those of the file as they stand there: they were named when the export was read.
 * @returns false when it was interrupted: then nothing of the run is left.
 */
export async function stageRejects(
  run: StoredRun,
  tree: InputTree,
  limits: SliceLimits,
  store: Store,
  context: RunContext,
): Promise<boolean> {
  const scratch = new Scratch(store.folder, `r${run.id}`)
  const reading = {tallies: new Tallies(), notices: new Notices(), unread: 0}
  const {tallies, notices} = reading
  const numbers = new Map<string, number | undefined>()
  try {
    const [file] = await tree.files()
    if (!file) return false
    const progress = {type: 'reading' as const, bytes: 0, totalBytes: file.size, messages: 0, skipped: 0}
    for await (const lines of jsonLines(file.chunks(), {limit: LONGEST_LINE})) {
      for (const line of lines) take(line)
      progress.bytes = lines.at(-1)!.byte
      context.emit({...progress})
      if (context.signal.aborted) return false
    }
    scratch.seal()
    const merged = await merge(run.id, scratch, store, finalNames(scratch, store), reading, limits, context)
    store.runs.setStaged(run.id, {
      ...merged,
      conversations: scratch.conversationCount(),
      people: scratch.speakerCount(),
      unread: reading.unread,
      notices: notices.grouped(),
    })
    return true

    function take({line, ...found}: {line: number; value?: unknown; error?: string | undefined}): void {
      const place = {file: run.input, line}
      const parsed =
        found.error === undefined ? parseReject(found.value) : {kind: 'problem' as const, problem: found.error}
      progress.messages += 1
      if (parsed.kind === 'message') takeMessage(parsed.message, place)
      else if (parsed.kind === 'unread') takeUnread(parsed.place, place)
      else bad(place, 'bad-line', parsed.problem, JSON.stringify(found.value))
    }
  } catch (error) {
    if (context.signal.aborted) return false
    throw error
  } finally {
    scratch.discard()
  }

  function takeMessage(m: CorrectedMessage, place: Place): void {
    const conversation = numberOf(m.conversation)
    if (conversation === undefined) {
      bad(
        place,
        'unknown-conversation',
        `the run's target has no conversation ${JSON.stringify(m.conversation)}: everport imports here only into those that an export brought`,
        JSON.stringify(m),
      )
      return
    }
    const text = content(m.text, undefined, false)
    const message: StagedMessage = {
      conversation,
      key: m.id,
      at: m.at,
      ord: place.line!,
      person: scratch.personNumber(m.sender),
      senderName: m.name,
      text,
      role: m.role,
      bot: false,
      edited: null,
      file: scratch.fileNumber(place.file),
      record: null,
      line: place.line!,
    }
    if (!Number.isSafeInteger(m.at))
      bad(place, 'bad-time', 'message.time is no time such as 2024-01-31T09:00:00Z', message)
    else if (m.at < EARLIEST)
      bad(place, 'before-2001', 'message.time is before 2001-09-09T01:46:40Z, which EverOS cannot take', message)
    else if (text === '') bad(place, 'empty', 'message.text is empty', message)
    else {
      tallies.add(conversation, 'read')
      scratch.message(message)
    }
  }

  /** Not of this file's making: it is mended where it came from. */
  function takeUnread(there: Place | undefined, place: Place): void {
    count(0, 'no-message')
    const where = there ? `${there.file}${there.line === undefined ? '' : `, line ${there.line}`}` : 'it'
    const message = `${place.file}, line ${place.line} holds no message: mend ${where} and import the export again, and only what is new is sent.`
    tell({code: 'no-message', message, place})
  }

  function bad(place: Place, reason: string, problem: string, what: StagedMessage | string | undefined): void {
    const message = typeof what === 'object' ? what : undefined
    const conversation = message?.conversation ?? 0
    count(conversation, reason)
    reading.unread += 1
    const excerpt = typeof what === 'string' ? what.slice(0, SHOWN).toWellFormed() : undefined
    scratch.unread({reason, count: 1, conversation, place, excerpt, message})
    tell({code: reason, message: `${place.file}, line ${place.line} cannot be sent: ${problem}.`, place})
  }

  function count(conversation: number, reason: string): void {
    tallies.add(conversation, 'read')
    tallies.add(conversation, 'skipped', reason)
  }

  function tell(notice: Parameters<Notices['add']>[0]): void {
    if (notices.add(notice)) context.emit({type: 'notice', notice})
  }

  /** The scratch file knows a conversation of the state file by its number there. */
  function numberOf(target: string): number | undefined {
    if (!numbers.has(target)) {
      const stored = store.conversations.findTarget(run.destination, run.source, target)
      const record =
        stored && ({type: 'conversation', id: String(stored.id), name: stored.name, kind: 'group'} as const)
      numbers.set(target, record && scratch.conversation(record))
    }
    return numbers.get(target)
  }
}

/** Everything is called already as it is sent. */
function finalNames(scratch: Scratch, store: Store): MergeNames {
  return {
    sender(person) {
      const {key} = scratch.getPerson(person)
      return {target: key, name: key, bot: false, assistant: false}
    },
    role: ({role}) => role ?? 'user',
    stored: ({key}) => store.conversations.get(Number(key)),
  }
}
