import {spawn} from 'node:child_process'

/** Runs a program to its end and gives what it printed; `code` is -1 when there is no such program. */
export function runQuietly(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, ...env}})
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        output += part
      })
    }
    child.on('error', (error) => resolve({code: -1, output: error.message}))
    child.on('close', (code) => resolve({code: code ?? -1, output}))
  })
}
