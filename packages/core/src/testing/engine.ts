import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type RehearsalOptions, startRehearsal} from '@everport/rehearsal'
import {DeliveryOptions, ImportOptions} from '../config/import-options.js'
import type {AccountAnswer} from '../run/choose-destination.js'
import type {RunEvent} from '../run/events.js'
import {importExport} from '../run/import-export.js'
import {importRejects} from '../run/import-rejects.js'
import {listRuns} from '../run/list-runs.js'
import type {RunReport} from '../run/report.js'
import {type ResumeRequest, resumeRun} from '../run/resume-run.js'
import type {ExportToRead, RunContext} from '../run/run.js'
import {type UndoReport, undoRun} from '../run/undo-run.js'
import {type VerifyReport, type VerifyRequest, verifyRun} from '../run/verify-run.js'
import {fastTiming} from './fast-timing.js'

type ImportContext = Parameters<typeof importExport>[1]

/** The engine in front of a rehearsal server, with a state folder of its own. */
export async function startEngine(server: RehearsalOptions = {}) {
  const rehearsal = await startRehearsal({
    ...(server.mode === 'v2-self-hosted' ? {} : {key: 'secret-key'}),
    taskMs: 5,
    ...server,
  })
  const stateDir = mkdtempSync(join(tmpdir(), 'everport-engine-'))
  const api = server.mode === undefined || server.mode === 'v1' ? 'v1' : 'v2'
  const events: RunEvent[] = []
  const calm = (): RunContext => ({
    signal: new AbortController().signal,
    emit: (event) => void events.push(event),
    timing: fastTiming(),
  })
  const context = (change: Partial<ImportContext> = {}): ImportContext => ({
    signal: new AbortController().signal,
    emit: (event) => void events.push(event),
    timing: fastTiming(),
    ...change,
  })
  // The time limit is real: long enough that a machine which stalls loses nothing to it.
  const delivery = (change: Partial<DeliveryOptions> = {}) =>
    DeliveryOptions.parse({api, baseUrl: rehearsal.url, timeout: 20, ...change})
  const call = async (path: string, body: object) => {
    const headers = {authorization: 'Bearer secret-key', 'content-type': 'application/json'}
    const {status} = await fetch(rehearsal.url + path, {method: 'POST', headers, body: JSON.stringify(body)})
    if (status >= 300) throw new Error(`${path} answered ${status}`)
  }
  return {
    rehearsal,
    stateDir,
    events,
    import: (
      from: ExportToRead,
      options: Partial<ImportOptions> = {},
      change: Partial<DeliveryOptions> = {},
      run: Partial<ImportContext> = {},
      key: string | undefined = 'secret-key',
      account?: AccountAnswer,
    ): Promise<RunReport> =>
      importExport(
        {
          from,
          options: ImportOptions.parse(options),
          delivery: delivery(change),
          key,
          stateDir,
          ...(account && {account}),
        },
        context(run),
      ),
    plan: (
      from: ExportToRead,
      options: Partial<ImportOptions> = {},
      {key}: {key: string | undefined} = {key: 'secret-key'},
    ): Promise<RunReport> =>
      importExport(
        {from, options: ImportOptions.parse(options), delivery: delivery(), key, stateDir, dryRun: true},
        context(),
      ),
    resume: (
      change: Partial<DeliveryOptions> = {},
      run: Partial<RunContext> = {},
      more: Partial<ResumeRequest> = {},
    ): Promise<RunReport> => resumeRun({stateDir, delivery: change, key: 'secret-key', ...more}, context(run)),
    rejects: (
      file: string,
      change: Partial<DeliveryOptions> = {},
      run: Partial<ImportContext> = {},
    ): Promise<RunReport> => importRejects({file, stateDir, delivery: change, key: 'secret-key'}, context(run)),
    reports: (): Promise<RunReport[]> => listRuns({stateDir}),
    report: async (run: string): Promise<RunReport | undefined> => (await listRuns({stateDir, run}))[0],
    verify: (
      run?: string,
      change: Partial<VerifyRequest> = {},
      more: Partial<RunContext> = {},
    ): Promise<VerifyReport> =>
      verifyRun({stateDir, key: 'secret-key', ...(run === undefined ? {} : {run}), ...change}, context(more)),
    undo: (run = 'r1'): Promise<UndoReport> => undoRun({stateDir, run, key: 'secret-key'}, calm()),
    /** All bytes of the state folder's files, one after the other. */
    stateBytes: (): string =>
      readdirSync(stateDir)
        .map((name) => readFileSync(join(stateDir, name), 'latin1'))
        .join('\n'),
    /** Somebody else deletes a group's memories. */
    undoOnServer: (group: string) => call('/api/v1/memories/delete', {group_id: group}),
    /** Somebody else writes into a group, a year before. */
    async writeElsewhere(group: string) {
      const message = {role: 'user', sender_id: 'eve', timestamp: 1_677_000_000_000, content: 'I was here first'}
      await call('/api/v1/memories/group', {group_id: group, async_mode: false, messages: [message]})
      await call('/api/v1/memories/group/flush', {group_id: group})
    },
    async close() {
      await rehearsal.close()
      rmSync(stateDir, {recursive: true, force: true})
    },
  }
}

export type Engine = Awaited<ReturnType<typeof startEngine>>

/** The sum that must equal `books.read`. */
export function accounted({books}: Pick<RunReport, 'books'>): number {
  const {sent, already, filtered, skipped, rejected, unknown, pending} = books
  return (
    sent +
    already +
    filtered +
    rejected +
    unknown +
    pending +
    Object.values(skipped).reduce((sum, count) => sum + count, 0)
  )
}
