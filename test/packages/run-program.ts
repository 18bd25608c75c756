import {spawn} from 'node:child_process'

export interface ProgramEnd {
  exit: number | null
  stdout: string
  stderr: string
}

/**
 * Runs a program to its end, with nothing on its standard input.
 * @throws Error with all that it printed when it ends otherwise than expected
 */
export async function runProgram(
  program: string,
  words: readonly string[],
  {cwd, env, exit: expected = 0}: {cwd: string; env: NodeJS.ProcessEnv; exit?: number},
): Promise<ProgramEnd> {
  const child = spawn(program, words, {cwd, env, stdio: ['ignore', 'pipe', 'pipe']})
  const told = {stdout: '', stderr: ''}
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told.stderr += text
  })
  const exit = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (exit !== expected)
    throw new Error(`${program} ${words.join(' ')} ended with ${exit}:\n${told.stdout}\n${told.stderr}`)
  return {exit, ...told}
}
