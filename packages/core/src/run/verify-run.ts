import {existsSync} from 'node:fs'
import {DeliveryOptions} from '../config/import-options.js'
import {realTiming} from '../deliver/timing.js'
import type {StoredConversation} from '../store/conversations.js'
import {lockState} from '../store/lock.js'
import type {StoredRun} from '../store/runs.js'
import {stateFilePath} from '../store/state-file.js'
import {openStore, type Store} from '../store/store.js'
import {bodyHash, type Target} from '../target/target.js'
import {buildReport} from './build-report.js'
import type {AccountAnswer} from './choose-destination.js'
import {openTarget} from './open-target.js'
import type {Books} from './report.js'
import {checkSameTarget} from './resume-run.js'
import type {RunContext} from './run.js'
import {noRuns, runId, runName, runNotFound} from './run-name.js'
import {sideBySide} from './side-by-side.js'

export interface VerifyReport {
  run: string
  /** Everything below is as it must be. */
  verified: boolean
  books: Books
  /** `books.read` equals the sum of all the others. */
  balanced: boolean
  /** Requests made again from the store: how many, how many are not the bytes that were sent, and how many have no text any more. */
  requests: {checked: number; different: number; withoutText: number}
  /** Messages whose text this verification dropped from the state file. */
  dropped: number
  conversations: VerifiedConversation[]
  /** Sentences on what is not as it must be. */
  problems: string[]
}

export interface VerifiedConversation {
  id: string
  name: string
  sent: number
  /** Messages that the server still holds without having made memories of them; absent when it cannot tell. */
  waiting?: number
  /** Memories that the server holds of the conversation; absent when it cannot tell. */
  memories?: number
  /** Whether a search for words of the conversation finds a memory of it; absent when not asked or not told. */
  recalled?: boolean
}

/** A search costs the server a model call: only so many conversations are recalled. */
const RECALLED = 5
const RECALL_WORDS = 120

export interface VerifyRequest {
  stateDir: string
  /** Default: the newest. */
  run?: string
  key: string | undefined
  /** `same`: the key is a new one of the account that the run was begun with. */
  account?: AccountAnswer
  /** Drop the texts of the messages from the state file when all is as it must be. Default: false. */
  dropText?: boolean
}

/**
 * Compares a run with what its target holds. On the server it changes nothing.
 * @throws EverportError `RUN_NOT_FOUND`, `RUN_CHANGED`, and what opening the target throws.
 */
export async function verifyRun(request: VerifyRequest, context: RunContext): Promise<VerifyReport> {
  const {stateDir, run: name, key, dropText = false} = request
  if (!existsSync(stateFilePath(stateDir))) throw name === undefined ? noRuns(stateDir) : runNotFound(name)
  const unlock = dropText ? lockState(stateDir, (context.timing ?? realTiming).now()) : () => {}
  let store: Store | undefined
  try {
    store = openStore(stateDir)
    const run = name === undefined ? store.runs.newest() : store.runs.get(runId(name))
    if (!run) throw name === undefined ? noRuns(stateDir) : runNotFound(name)
    const delivery = DeliveryOptions.parse(JSON.parse(run.delivery))
    checkSameTarget(run, store, delivery, request)
    const target = await openTarget(delivery, key, context)
    try {
      const report = await compare(run, store, target, delivery.concurrency, context)
      if (dropText && report.verified) report.dropped = dropTexts(run, store)
      return report
    } finally {
      await target.close()
    }
  } finally {
    store?.close()
    unlock()
  }
}

async function compare(
  run: StoredRun,
  store: Store,
  target: Target,
  concurrency: number,
  {signal, emit}: RunContext,
): Promise<VerifyReport> {
  const {books, corrected} = buildReport(store, run)
  const report: VerifyReport = {
    run: runName(run.id),
    verified: false,
    books,
    balanced: balance(books) === 0,
    requests: {checked: 0, different: 0, withoutText: 0},
    dropped: 0,
    conversations: [],
    problems: [],
  }
  if (!report.balanced) report.problems.push(`The books do not add up: ${balance(books)} messages too many were read.`)
  for (const [outcome, count] of Object.entries({
    rejected: books.rejected - corrected,
    unknown: books.unknown,
    pending: books.pending,
  })) {
    if (count > 0) report.problems.push(`${count === 1 ? '1 message is' : `${count} messages are`} ${outcome}.`)
  }
  const ids = store.books.sentTo(run.id)
  let done = 0
  let recalls = 0
  const check = async (id: number, ends: AbortSignal) => {
    emit({type: 'checking', done, conversations: ids.length})
    const conversation = store.conversations.get(id)
    checkBytes(run, conversation, store, target, report)
    const checked = await ask(run, conversation, store, target, {mayRecall: () => recalls++ < RECALLED, signal: ends})
    done += 1
    return checked
  }
  const found = await sideBySide(ids, check, {atOnce: concurrency, signal})
  for (const {problems, ...conversation} of found) {
    report.conversations.push(conversation)
    report.problems.push(...problems)
  }
  emit({type: 'checking', done: ids.length, conversations: ids.length})
  if (report.requests.different > 0)
    report.problems.push(
      `${report.requests.different} requests cannot be made again as they were sent: the state file was changed.`,
    )
  report.verified = report.problems.length === 0
  return report
}

/** One conversation at a time: a transaction over millions of rows would double the file meanwhile. */
function dropTexts(run: StoredRun, store: Store): number {
  let dropped = 0
  store.rejects.dropUnread(run.id)
  for (const id of store.books.sentTo(run.id)) dropped += store.messages.dropTexts(run.id, id)
  if (dropped > 0) store.compact()
  return dropped
}

function balance({read, sent, already, filtered, skipped, rejected, unknown, pending}: Books): number {
  return (
    read -
    sent -
    already -
    filtered -
    rejected -
    unknown -
    pending -
    Object.values(skipped).reduce((sum, count) => sum + count, 0)
  )
}

function checkBytes(
  run: StoredRun,
  conversation: StoredConversation,
  store: Store,
  target: Target,
  report: VerifyReport,
): void {
  for (const request of store.deliveries.taken(run.id, conversation.id)) {
    if (store.messages.isDropped(conversation.id, request.first, request.last)) {
      report.requests.withoutText += 1
      continue
    }
    const messages = store.messages.range(conversation.id, request.first, request.last, request.messages)
    report.requests.checked += 1
    if (bodyHash(target.encode(conversation, messages)) !== request.body_hash) report.requests.different += 1
  }
}

async function ask(
  run: StoredRun,
  conversation: StoredConversation,
  store: Store,
  target: Target,
  {mayRecall, signal}: {mayRecall: () => boolean; signal: AbortSignal},
): Promise<VerifiedConversation & {problems: string[]}> {
  const {sent} = store.books.totals(run.id, conversation.id)
  const problems: string[] = []
  const found: VerifiedConversation & {problems: string[]} = {
    problems,
    id: conversation.target,
    name: conversation.name,
    sent,
  }
  if (sent === 0) return found
  const user = conversation.owner || store.messages.someUser(conversation.id)
  const pending = await target.pending(conversation, store.messages.senders(conversation.id))
  const waiting = pending?.kind === 'told' ? pending.count : undefined
  if (waiting !== undefined) found.waiting = waiting
  signal.throwIfAborted()
  // Without anybody in the role of a user the server makes no memory (docs/everos.md 2.7).
  const memories = user === undefined ? undefined : await target.memories(conversation, user, 1)
  if (memories !== undefined) found.memories = memories.total
  if (waiting !== undefined && waiting > 0)
    problems.push(`"${conversation.name}" still has ${waiting} messages that wait for a flush.`)
  if (memories?.total === 0 && waiting === 0) problems.push(`The server holds no memory of "${conversation.name}".`)
  signal.throwIfAborted()
  if (user !== undefined && mayRecall()) {
    const [first] = store.messages.range(conversation.id, 0, Number.MAX_SAFE_INTEGER, 1)
    const count = first?.text ? await target.recall(conversation, user, first.text.slice(0, RECALL_WORDS)) : undefined
    if (count !== undefined) found.recalled = count > 0
  }
  return found
}
