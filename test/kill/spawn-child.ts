import {spawn} from 'node:child_process'

export interface ChildEnd {
  signal: string | null
  /** What the child printed, when it lived to the end. */
  output: {state: string; books: Record<string, unknown>; writes: number} | undefined
}

/** Runs the child to its end, whichever it is. Throws what it wrote to stderr when it failed on its own. */
export async function spawnChild(script: string, task: object): Promise<ChildEnd> {
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {stdio: ['ignore', 'pipe', 'pipe']})
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
  return {signal, output: out === '' ? undefined : JSON.parse(out)}
}
