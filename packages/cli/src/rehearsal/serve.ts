import {once} from 'node:events'
import {EverportError} from '@everport/core/errors'
import {counted} from '@everport/plugin-kit/text'
import type {Terminal} from '@everport/plugin-kit/work'
import {type LedgerTotals, startRehearsal} from '@everport/rehearsal'
import {serverMode} from './server-mode.js'

export interface Served {
  url: string
  /** What the server was sent while it ran. */
  server: LedgerTotals
}

/** Runs the rehearsal server until Ctrl-C. */
export async function serve(
  terminal: Terminal,
  {api, key, port}: {api: 'v1' | 'v2'; key: string | undefined; port: number},
): Promise<Served> {
  const rehearsal = await startRehearsal({mode: serverMode(api), port, ...(key === undefined ? {} : {key})}).catch(
    (error: unknown) => {
      throw portTaken(error, port, terminal.bin) ?? error
    },
  )
  try {
    const {url} = rehearsal
    terminal.print(`The rehearsal server speaks EverOS ${api} at ${url}`)
    terminal.print(
      [
        `  It takes what EverOS takes, refuses what EverOS refuses, and extracts no memory.`,
        `  ${key === undefined ? 'Any key is accepted' : 'Only the key of EVEROS_API_KEY is accepted'}; all that it is sent is gone when it ends.`,
        '',
        `  EVEROS_BASE_URL=${url} ${terminal.bin} import PATH`,
        '',
        'Ctrl-C ends it.',
      ].join('\n'),
    )
    if (!terminal.signal.aborted) await once(terminal.signal, 'abort')
    const server = rehearsal.ledger.totals()
    terminal.print(
      `It was sent ${counted(server.messages, 'message')} of ${counted(server.conversations, 'conversation')} in ${counted(server.requests, 'request')}.`,
    )
    return {url, server}
  } finally {
    await rehearsal.close()
  }
}

function portTaken(error: unknown, port: number, bin: string): EverportError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return undefined
  const why = code === 'EACCES' ? 'may not be used' : 'is in use by another program'
  return new EverportError('CONFIG_INVALID', `--port: port ${port} ${why}.`, {
    hints: [`${bin} rehearse --serve --port 0   takes any that is free`],
    cause: error,
  })
}
