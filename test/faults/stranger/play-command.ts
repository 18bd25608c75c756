import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import type {RunReport} from '#core/run/report'
import {NOON} from '#core/testing/record-source'
import {conversationsOf} from '../conversations.js'
import {seeded} from '../seeded.js'
import {judgeStranger} from './judge-stranger.js'
import {STRANGERS_KEY, startStranger} from './start-stranger.js'
import {apiOf, type StrangerCase} from './stranger-case.js'

const COMMAND = fileURLToPath(new URL('../../../packages/cli/bin/run.js', import.meta.url))
/** The longest life that ends by SIGKILL, ms. */
const LONGEST = 4000
/** Before that it has not begun to send. */
const SHORTEST = 400
/** Times that the command is given again once the server is well. */
const LAST_LIVES = 4

export interface CommandVerdict {
  problems: string[]
  kills: number
  harmed: number
  diary: readonly string[]
}

/** Runs the command as people do, kills it at any moment, gives it again (or `resume`), and judges what is on the server. */
export async function playCommand(given: StrangerCase, mostDeaths = 4): Promise<CommandVerdict> {
  const chance = seeded(given.seed + 4321)
  const stranger = await startStranger(given)
  const folder = mkdtempSync(join(tmpdir(), 'everport-command-'))
  const api = apiOf(given.kind)
  const isPersonal = given.kind === 'v1 personal'
  const conversations = conversationsOf({name: given.kind, api, personal: isPersonal, options: {}}, given)
  writeFileSync(join(folder, 'chat.csv'), [...tableOf(conversations, given.step, isPersonal)].join('\n'))
  const size = given.maxMessages === undefined ? [] : ['--max-messages', String(given.maxMessages)]
  const flags = ['--api', api, '--base-url', stranger.url, '--timeout', String(given.timeout), ...size]
  let kills = 0
  let said = ''

  function begin(...args: string[]): ChildProcess {
    const env = {...process.env, EVEROS_API_KEY: STRANGERS_KEY}
    const child = spawn(process.execPath, [COMMAND, ...args, '--json'], {cwd: folder, env})
    said = ''
    const hear = (part: Buffer) => {
      said += part.toString()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    return child
  }

  async function live(ms?: number): Promise<number | null> {
    const child =
      kills > 0 && chance.chance(0.3) ? begin('resume') : begin('import', 'csv', './chat.csv', '--yes', ...flags)
    const over = once(child, 'close') as Promise<[number | null, string | null]>
    if (ms !== undefined) {
      const timer = new AbortController()
      await Promise.race([over, setTimeout(ms, undefined, {signal: timer.signal}).catch(() => {})])
      timer.abort()
      child.kill('SIGKILL')
    }
    const [code, signal] = await over
    if (signal === 'SIGKILL') kills += 1
    return code
  }

  async function told<Report>(...args: string[]): Promise<Report> {
    const child = begin(...args)
    await once(child, 'close')
    try {
      return JSON.parse(said)
    } catch (error) {
      throw new Error(`${given.name}: ${args.join(' ')} says ${said}`, {cause: error})
    }
  }

  try {
    const deaths = chance.whole(1, mostDeaths)
    for (let i = 0; i < deaths; i++) await live(Math.round(SHORTEST * (LONGEST / SHORTEST) ** chance.next()))
    let code = await live()
    stranger.calm()
    while (!stranger.isThere()) await setTimeout(20)
    for (let i = 0; i < LAST_LIVES && code !== 0; i++) code = await live()
    const problems: string[] = []
    if (code !== 0 && (code !== 4 || given.refuses === undefined))
      problems.push(`the command ends with ${code}: ${said.slice(0, 600)}`)
    await stranger.time.wait(given.trouble.hangMs)
    const [report] = (await told<{runs?: RunReport[]}>('status')).runs ?? []
    if (report === undefined) throw new Error(`${given.name}: there is no run (${said})`)
    problems.push(
      ...judgeStranger(stranger, report, conversations, {end: true, prefix: 'csv-chat-', refuses: given.refuses}),
    )
    return {
      problems: problems.map((problem) => `${given.name}: ${problem}`),
      kills,
      harmed: stranger.manners.harmed,
      diary: stranger.manners.diary,
    }
  } finally {
    await stranger.close()
    rmSync(folder, {recursive: true, force: true})
  }
}

function* tableOf(
  conversations: readonly {name: string; texts: readonly string[]}[],
  step: number,
  isPersonal: boolean,
): Generator<string> {
  yield isPersonal ? 'conversation,id,time,sender,role,text' : 'conversation,id,time,sender,text'
  for (const {name, texts} of conversations)
    for (const [i, text] of texts.entries()) {
      const isUser = i % 2 === 0
      const role = isPersonal ? [isUser ? 'user' : 'assistant'] : []
      const sender = isPersonal && !isUser ? 'bot' : isUser ? 'ann' : 'bob'
      yield [name, `m${i}`, new Date(NOON + i * step).toISOString(), sender, ...role, text].join(',')
    }
}
