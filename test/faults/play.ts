import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {type RequestRecord, startRehearsal} from '@everport/rehearsal'
import {DeliveryOptions, ImportOptions} from '#core/config/import-options'
import {isEverportError} from '#core/errors/everport-error'
import {importExport} from '#core/run/import-export'
import {listRuns} from '#core/run/list-runs'
import type {RunReport} from '#core/run/report'
import {resumeRun} from '#core/run/resume-run'
import type {RunContext} from '#core/run/run'
import {fastTiming} from '#core/testing/fast-timing'
import {recordExport} from '#core/testing/record-source'
import {conversationsOf} from './conversations.js'
import type {FaultCase} from './fault-case.js'
import {judgeEnd, judgeReport, type Verdict} from './judge.js'
import {queueElsewhere} from './stranger.js'
import {workedOff} from './worked-off.js'

const KEY = 'secret-key'
/** Resumes while the server is well again. One is enough, or something is wrong. */
const LAST_RESUMES = 1
/** Seconds: a server that is well again is not given up on because the machine is loaded. */
const WELL_TIMEOUT = 2
/** Imports that reach nobody, because a loaded machine lets even the first question run into a short time limit. */
const MOST_BEGINNINGS = 5

/** One import, or one that goes on with it. */
interface Attempt {
  maxMessages: number
  /** Signs of progress until Ctrl-C. Default: never. */
  stopAfter?: number
  /** Real seconds. Default: that of the case. */
  timeout?: number
}

export interface FaultVerdict extends Verdict {
  /** Every request that the server had, in order. */
  requests: readonly RequestRecord[]
}

/** Imports while the server misbehaves, resumes once it is well, and says what went wrong. Only what must never happen counts as wrong. */
export async function play(given: FaultCase): Promise<FaultVerdict> {
  const {server, speed} = given
  const taskMs = server.busyMs ?? given.taskMs
  const timing = fastTiming(speed)
  // One clock for both, so that the server's Retry-After passes as fast as the engine's waiting.
  const rehearsal = await startRehearsal({
    ...server.options,
    storage: ':memory:',
    taskMs: taskMs * speed,
    clock: timing.now,
  })
  const stateDir = mkdtempSync(join(tmpdir(), 'everport-faults-'))
  const conversations = conversationsOf(server, given)
  const delivery = ({maxMessages, timeout = given.timeout}: Attempt) =>
    DeliveryOptions.parse({
      api: server.api,
      baseUrl: rehearsal.url,
      maxMessages,
      concurrency: given.concurrency,
      timeout,
    })
  const context = (signal: AbortSignal, emit: RunContext['emit']): RunContext => ({signal, emit, timing})

  async function start(attempt: Attempt, beginnings = 1): Promise<RunReport> {
    const {stopAfter = Number.POSITIVE_INFINITY} = attempt
    const abort = new AbortController()
    let signs = 0
    const emit: RunContext['emit'] = ({type}) => {
      if (type === 'sending' && ++signs > stopAfter) abort.abort()
    }
    const begun = await listRuns({stateDir})
    try {
      if (begun.length > 0)
        return await resumeRun({stateDir, delivery: delivery(attempt), key: KEY}, context(abort.signal, emit))
      const from = recordExport(conversations.flatMap(({records}) => records))
      return await importExport(
        {from, options: ImportOptions.parse({}), delivery: delivery(attempt), key: KEY, stateDir},
        context(abort.signal, emit),
      )
    } catch (error) {
      // A server that refuses or is away ends a run; what it did until then stands in the books.
      const [report] = await listRuns({stateDir})
      if (!isEverportError(error)) throw error
      if (report !== undefined) return report
      if (error.code !== 'TARGET_UNREACHABLE' || beginnings === MOST_BEGINNINGS) throw error
      return start(attempt, beginnings + 1)
    }
  }

  try {
    if (server.busyMs !== undefined) await queueElsewhere(rehearsal, conversations)
    for (const fault of given.faults) rehearsal.pushFault(fault)
    let report: RunReport | undefined
    for (const {after, maxMessages} of given.interruptions) report = await start({maxMessages, stopAfter: after})
    report = await start({maxMessages: given.maxMessages})
    await setTimeout(given.lateness)
    const amid = judgeReport(rehearsal, report, conversations)
    rehearsal.clearFaults()
    const timeout = Math.max(given.timeout, WELL_TIMEOUT)
    for (let i = 0; i < LAST_RESUMES && report.state !== 'done'; i++)
      report = await start({maxMessages: given.maxMessages, timeout})
    await setTimeout(given.lateness)
    await workedOff(rehearsal, server.busyMs ?? 0)
    const requests = rehearsal.ledger.requests()
    return {...joined(given.name, amid, judgeEnd(rehearsal, report, conversations)), requests}
  } finally {
    await rehearsal.close()
    rmSync(stateDir, {recursive: true, force: true})
  }
}

/** `unknown` is what was left at the very end; all else counts whenever it was seen. */
function joined(name: string, amid: Verdict, end: Verdict): Verdict {
  return {
    ...end,
    lost: Math.max(amid.lost, end.lost),
    duplicates: Math.max(amid.duplicates, end.duplicates),
    disorder: Math.max(amid.disorder, end.disorder),
    problems: [...new Set([...amid.problems, ...end.problems])].map((problem) => `${name}: ${problem}`),
  }
}
