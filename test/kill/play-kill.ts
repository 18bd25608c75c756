import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {startRehearsal} from '@everport/rehearsal'
import {fastTiming} from '#core/testing/fast-timing'
import {conversationsOf, type Exported} from '../faults/conversations.js'
import {judgeEnd, type Verdict} from '../faults/judge.js'
import {queueElsewhere} from '../faults/stranger.js'
import {workedOff} from '../faults/worked-off.js'
import type {KillCase, Life} from './kill-case.js'
import {type ChildEnd, spawnChild} from './spawn-child.js'

const KEY = 'secret-key'
/** So much faster than real does the engine wait: its quiet time of five seconds stays longer than any request of a loaded machine. */
const SPEED = 10
/** Lives after the last death. One is enough unless a fault held something. */
const LAST_LIVES = 2
const TASK_MS = 5

export interface KillVerdict extends Verdict {
  /** What the last process wrote to its state file, and how often: by statement. */
  points: Record<string, number>
}

/** Lets an import be killed as the case says, lets it end, and says what went wrong. */
export async function playKill(given: KillCase): Promise<KillVerdict> {
  const {server, faults, maxMessages, name, rejected = 0} = given
  const rehearsal = await startRehearsal({
    ...server.options,
    storage: ':memory:',
    taskMs: (server.busyMs ?? TASK_MS) * SPEED,
    // The server's Retry-After passes as fast as the engine's waiting.
    clock: fastTiming(SPEED).now,
  })
  const folder = mkdtempSync(join(tmpdir(), 'everport-kill-'))
  const conversations: Exported[] = conversationsOf(server, given)
  const records = join(folder, 'records.json')
  writeFileSync(records, JSON.stringify(conversations.flatMap((conversation) => conversation.records)))
  const delivery = {api: server.api, baseUrl: rehearsal.url, maxMessages, concurrency: 2, timeout: 4}
  const live = (life: Life): Promise<ChildEnd> =>
    spawnChild({records, stateDir: join(folder, 'state'), delivery, key: KEY, speed: SPEED, life})
  try {
    if (server.busyMs !== undefined) await queueElsewhere(rehearsal, conversations)
    for (const fault of faults) rehearsal.pushFault(fault)
    let kills = 0
    for (const life of given.lives) if ((await live(life)).signal === 'SIGKILL') kills += 1
    let {output} = await live({})
    const points = output?.points ?? {}
    const isOver = () => output?.report.state === 'done' || output?.report.books.rejected === rejected
    if (rejected === 0) rehearsal.clearFaults()
    for (let i = 1; i < LAST_LIVES && !isOver(); i++) output = (await live({})).output
    if (output === undefined) throw new Error(`${name}: a process that was not killed said nothing`)
    await workedOff(rehearsal, server.busyMs ?? 0)
    const {problems, ...counts} = judgeEnd(rehearsal, output.report, conversations, rejected, {forgets: kills > 0})
    return {...counts, kills, points, problems: problems.map((problem) => `${name}: ${problem}`)}
  } finally {
    await rehearsal.close()
    rmSync(folder, {recursive: true, force: true})
  }
}
