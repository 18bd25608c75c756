import {spawn} from 'node:child_process'

/**
 * Runs a program to its end and gives what it printed; `code` is -1 when there is no such program, or when it is stopped after so many
 * `seconds`.
 */
export function runQuietly(command, args, {env = {}, seconds} = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {...process.env, ...env},
      // A group of its own, so that what it has started can be stopped with it.
      detached: true,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        output += part
      })
    }
    const stop = () => process.kill(-child.pid, 'SIGKILL')
    const interrupted = () => {
      stop()
      process.exit(130)
    }
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupted)
    const limit = setTimeout(
      () => {
        output += `\nERROR: it was not done after ${seconds} seconds`
        stop()
      },
      (seconds ?? 600) * 1000,
    )
    const done = (result) => {
      clearTimeout(limit)
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupted)
      resolve(result)
    }
    child.on('error', (error) => done({code: -1, output: error.message}))
    child.on('close', (code) => done({code: code ?? -1, output}))
  })
}
