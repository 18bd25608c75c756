import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'
import type {Mode} from '@everport/rehearsal'
import type {ServerAnswer, ServerCount, ServerQuestion} from './server-process.js'

export interface RehearsalServer {
  url: string
  /** What it holds now. */
  count(): Promise<ServerCount>
  close(): Promise<void>
}

/** Little memory rather than little time: the server only has to be quicker than the import. */
const MEMORY = ['--heap-growing-percent=15', '--max-semi-space-size=4']

/** Starts the rehearsal server beside this process. It ends with it. */
export async function startServer(mode: Mode): Promise<RehearsalServer> {
  const child = fork(fileURLToPath(new URL('./server-process.js', import.meta.url)), [mode], {execArgv: MEMORY})
  const {url} = await answer<{url: string}>(child)
  return {
    url,
    async count() {
      child.send({ask: 'count'} satisfies ServerQuestion)
      return answer<ServerCount>(child)
    },
    async close() {
      if (!child.connected) return
      const ended = once(child, 'exit')
      child.send({ask: 'close'} satisfies ServerQuestion)
      await ended
    },
  }
}

async function answer<T extends ServerAnswer>(child: ChildProcess): Promise<T> {
  const ended = new AbortController()
  const died = once(child, 'exit', {signal: ended.signal}).then(() => {
    throw new Error('the rehearsal server ended by itself')
  })
  try {
    const [message] = await Promise.race([once(child, 'message', {signal: ended.signal}), died])
    return message as T
  } finally {
    ended.abort()
    died.catch(() => {})
  }
}
