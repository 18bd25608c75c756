import {spawn} from 'node:child_process'
import {existsSync} from 'node:fs'
import type {RunReport} from '#core/run/report'

const ROOT = new URL('../../', import.meta.url)
const CHILD = new URL('test/kill/child.mjs', ROOT)

/** The child runs what was built: a process that is killed again and again must start quickly. */
export const isBuilt = existsSync(new URL('packages/core/dist/run/index.js', ROOT))

export interface ChildEnd {
  signal: string | null
  /** What the child printed, when it lived to the end. */
  output: {report: RunReport; writes: number; points: Record<string, number>} | undefined
}

/** Runs the child to its end, whichever it is. Throws what it wrote to stderr when it failed on its own. */
export async function spawnChild(task: object): Promise<ChildEnd> {
  const child = spawn(process.execPath, [CHILD.pathname, JSON.stringify(task)], {stdio: ['ignore', 'pipe', 'pipe']})
  let out = ''
  let err = ''
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString()
  })
  child.stderr.on('data', (part: Buffer) => {
    err += part.toString()
  })
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.on('close', (...end) => resolve(end)),
  )
  if (code !== 0 && signal === null) throw new Error(`the child failed with ${code}: ${err}`)
  return {signal, output: signal === null && out !== '' ? JSON.parse(out) : undefined}
}
