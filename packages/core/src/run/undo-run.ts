import {existsSync} from 'node:fs'
import {DeliveryOptions} from '../config/import-options.js'
import {realTiming} from '../deliver/timing.js'
import type {StoredConversation} from '../store/conversations.js'
import {lockState} from '../store/lock.js'
import type {StoredRun} from '../store/runs.js'
import {stateFilePath} from '../store/state-file.js'
import {openStore, type Store} from '../store/store.js'
import {MEMORY_PAGE, type Target} from '../target/target.js'
import type {AccountAnswer} from './choose-destination.js'
import {openTarget} from './open-target.js'
import {checkSameTarget} from './resume-run.js'
import type {RunContext} from './run.js'
import {runId, runName, runNotFound} from './run-name.js'

export interface UndoReport {
  run: string
  /** Whether anything was deleted, or only looked at. */
  done: boolean
  removed: {id: string; name: string; messages: number}[]
  /** Conversations that stay, and why. */
  kept: {id: string; name: string; messages: number; why: string}[]
}

export interface UndoRequest {
  stateDir: string
  run: string
  key: string | undefined
  /** `same`: the key is a new one of the account that the run was begun with. */
  account?: AccountAnswer
}

/**
 * Deletes what a run created, conversation by conversation, and nothing else: a conversation stays when it holds anything that another
 * run or somebody else put there. `confirm` is asked with what would be done.
 * @throws EverportError `RUN_NOT_FOUND`, `RUN_CHANGED`, and what opening the target throws.
 */
export async function undoRun(
  request: UndoRequest,
  context: RunContext & {confirm?: (plan: UndoReport) => Promise<boolean>},
): Promise<UndoReport> {
  const {stateDir, key} = request
  if (!existsSync(stateFilePath(stateDir))) throw runNotFound(request.run)
  const {now} = context.timing ?? realTiming
  const unlock = lockState(stateDir, now())
  let store: Store | undefined
  try {
    store = openStore(stateDir)
    const run = store.runs.get(runId(request.run))
    if (!run) throw runNotFound(request.run)
    const delivery = DeliveryOptions.parse(JSON.parse(run.delivery))
    checkSameTarget(run, store, delivery, request)
    const target = await openTarget(delivery, key, context)
    try {
      const plan = await look(run, store, target, context)
      if (plan.removed.length === 0 || (context.confirm && !(await context.confirm(plan)))) return plan
      return await remove(run, plan, store, target, context, now)
    } finally {
      await target.close()
    }
  } finally {
    store?.close()
    unlock()
  }
}

async function look(run: StoredRun, store: Store, target: Target, {signal, emit}: RunContext): Promise<UndoReport> {
  const plan: UndoReport = {run: runName(run.id), done: false, removed: [], kept: []}
  const ids = store.books.sentTo(run.id)
  for (const [done, id] of ids.entries()) {
    signal.throwIfAborted()
    emit({type: 'checking', done, conversations: ids.length})
    const conversation = store.conversations.get(id)
    const {sent, unknown} = store.books.totals(run.id, id)
    if (sent + unknown === 0) continue
    const entry = {id: conversation.target, name: conversation.name, messages: sent + unknown}
    const why = await reasonToKeep(run, conversation, store, target)
    if (why === undefined) plan.removed.push(entry)
    else plan.kept.push({...entry, why})
  }
  emit({type: 'checking', done: ids.length, conversations: ids.length})
  return plan
}

async function reasonToKeep(
  run: StoredRun,
  conversation: StoredConversation,
  store: Store,
  target: Target,
): Promise<string | undefined> {
  if (!target.forget) return `${target.name} has no call to delete: delete the memories' files on the server`
  const others = store.deliveries.otherRuns(run.id, conversation.id)
  if (others.length > 0) return `it also holds messages of ${others.map(runName).join(', ')}`
  const waiting = await target.pending(conversation, store.messages.senders(conversation.id))
  if (waiting?.kind === 'told' && waiting.count > 0)
    return `${waiting.count} messages wait for a flush and cannot be deleted before: resume the run first`
  return (await holdsOthers(run, conversation, store, target))
    ? 'it holds memories that this run did not create'
    : undefined
}

/** Memories whose time lies outside what the run sent were made by somebody else. */
async function holdsOthers(
  run: StoredRun,
  conversation: StoredConversation,
  store: Store,
  target: Target,
): Promise<boolean> {
  const span = store.messages.firstAndLastTime(run.id, conversation.id)
  const user = conversation.owner || store.messages.someUser(conversation.id)
  if (span === undefined || user === undefined) return false
  for (let page = 1; ; page++) {
    const memories = await target.memories(conversation, user, page)
    if (memories === undefined) return true
    // A server may round a memory's time to the second.
    if (memories.times.some((time) => time < span.first - 1000 || time > span.last + 1000)) return true
    if (page * MEMORY_PAGE >= memories.total || memories.times.length === 0) return false
  }
}

async function remove(
  run: StoredRun,
  plan: UndoReport,
  store: Store,
  target: Target,
  {signal, emit}: RunContext,
  now: () => number,
): Promise<UndoReport> {
  const report: UndoReport = {...plan, done: true, removed: [], kept: [...plan.kept]}
  const wanted = new Map(plan.removed.map((entry) => [entry.id, entry]))
  for (const id of store.books.sentTo(run.id)) {
    const conversation = store.conversations.get(id)
    const entry = wanted.get(conversation.target)
    if (entry === undefined) continue
    if (signal.aborted) {
      report.kept.push({...entry, why: 'interrupted before it was its turn'})
      continue
    }
    emit({type: 'deleting', done: report.removed.length, conversations: wanted.size})
    const answer = await target.forget!(conversation)
    if (answer.kind === 'ok') {
      store.runs.forgetConversation(id)
      report.removed.push(entry)
    } else report.kept.push({...entry, why: `the server did not delete it (${answer.reason})`})
  }
  emit({type: 'deleting', done: report.removed.length, conversations: wanted.size})
  if (report.kept.length === 0) store.runs.setState(run.id, 'undone', now())
  return report
}
