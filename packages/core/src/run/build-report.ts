import {rejectsFile} from '../rejects/write-rejects.js'
import type {StoredRun} from '../store/runs.js'
import type {Store} from '../store/store.js'
import type {GroupedNotice, PlanReport, RunReport} from './report.js'
import {runName} from './run-name.js'

const MAX_REJECTS = 100
const MAX_DESTINATIONS = 100
/** Guesses for a plan, in seconds: an add or flush of the cloud service with its task. */
const SECONDS_PER_CALL = 0.5

/** The report of a run as its stored state tells it. */
export function buildReport(store: Store, run: StoredRun): RunReport {
  const destination = store.runs.destinationOf(run)
  const delivery = JSON.parse(run.delivery) as {concurrency: number}
  const totals = store.books.totals(run.id)
  const path = rejectsFile(store, run)
  return {
    run: runName(run.id),
    state: run.state,
    source: run.source,
    input: run.input,
    target: {api: destination.api, baseUrl: destination.base_url},
    started: run.started,
    ...(run.finished !== null && {finished: run.finished}),
    conversations: run.conversations,
    people: run.people,
    books: store.books.books(run.id, totals),
    plan: plan(totals.slices, delivery.concurrency),
    destinations: store.books.destinations(run.id, MAX_DESTINATIONS),
    requests: totals.requests,
    flushes: totals.flushes,
    adjusted: run.adjusted,
    edited: run.edited,
    notices: JSON.parse(run.notices) as GroupedNotice[],
    held: store.books.held(run.id),
    rejects: store.rejects.refused(run.id, MAX_REJECTS),
    corrected: store.rejects.corrected(run.id),
    unread: run.unread,
    ...(path !== undefined && {rejectsFile: path}),
  }
}

function plan(slices: number, concurrency: number): PlanReport {
  return {requests: slices, flushes: slices, estimatedSeconds: Math.ceil((slices * 3 * SECONDS_PER_CALL) / concurrency)}
}
