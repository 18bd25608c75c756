import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {DeliveryOptions, ImportOptions} from '#core/config/import-options'
import {isEverportError} from '#core/errors/everport-error'
import {importExport} from '#core/run/import-export'
import {listRuns} from '#core/run/list-runs'
import type {RunReport} from '#core/run/report'
import {resumeRun} from '#core/run/resume-run'
import type {RunContext} from '#core/run/run'
import {fastTiming} from '#core/testing/fast-timing'
import {recordExport} from '#core/testing/record-source'
import {conversationsOf} from '../conversations.js'
import {judgeStranger} from './judge-stranger.js'
import {STRANGERS_KEY, startStranger} from './start-stranger.js'
import {apiOf, type StrangerCase} from './stranger-case.js'

/** Times that a run is taken up while the server misbehaves, and after that. */
const RESUMES = 3
const LAST_RESUMES = 2

export interface StrangerVerdict {
  problems: string[]
  messages: number
  /** Requests that met something. */
  harmed: number
  diary: readonly string[]
}

/** Imports with the options that people have who set none, takes the run up again as they would, and judges what is on the server. */
export async function playStranger(given: StrangerCase): Promise<StrangerVerdict> {
  const {kind, speed} = given
  const timing = fastTiming(speed)
  const stranger = await startStranger(given)
  const stateDir = mkdtempSync(join(tmpdir(), 'everport-stranger-'))
  const exported = {name: kind, api: apiOf(kind), personal: kind === 'v1 personal', options: {}}
  const conversations = conversationsOf(exported, given)
  const delivery = DeliveryOptions.parse({
    api: apiOf(kind),
    baseUrl: stranger.url,
    timeout: given.timeout,
    ...(given.maxMessages !== undefined && {maxMessages: given.maxMessages}),
  })

  async function start(stopAfter = Number.POSITIVE_INFINITY): Promise<RunReport | undefined> {
    const abort = new AbortController()
    let signs = 0
    const emit: RunContext['emit'] = ({type}) => {
      if (type === 'sending' && ++signs > stopAfter) abort.abort()
    }
    const context = {signal: abort.signal, emit, timing}
    try {
      const [begun] = await listRuns({stateDir})
      if (begun !== undefined && begun.state !== 'refused')
        return await resumeRun({stateDir, delivery, key: STRANGERS_KEY}, context)
      const from = recordExport(conversations.flatMap(({records}) => records))
      return await importExport(
        {from, options: ImportOptions.parse({}), delivery, key: STRANGERS_KEY, stateDir},
        context,
      )
    } catch (error) {
      // A server that refuses or is away ends a run; what it did until then stands in the books.
      if (!isEverportError(error)) throw error
      return (await listRuns({stateDir}))[0]
    }
  }

  try {
    let report: RunReport | undefined
    for (const after of given.interruptions) report = await start(after)
    for (let i = 0; i < RESUMES && report?.state !== 'done'; i++) report = await start()
    const amid =
      report === undefined ? [] : judgeStranger(stranger, report, conversations, {end: false, refuses: given.refuses})
    stranger.calm()
    while (!stranger.isThere()) await setTimeout(20)
    for (let i = 0; i < LAST_RESUMES && report?.state !== 'done'; i++) report = await start()
    await stranger.time.wait(given.trouble.lateMs)
    if (report === undefined) throw new Error(`${given.name}: no run was begun`)
    const end = judgeStranger(stranger, report, conversations, {end: true, refuses: given.refuses})
    return {
      problems: [...new Set([...amid, ...end])].map((problem) => `${given.name}: ${problem}`),
      messages: conversations.reduce((sum, {texts}) => sum + texts.length, 0),
      harmed: stranger.manners.harmed,
      diary: stranger.manners.diary,
    }
  } finally {
    await stranger.close()
    rmSync(stateDir, {recursive: true, force: true})
  }
}
