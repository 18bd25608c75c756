import {type ChildProcess, execFile, spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, openSync, readFileSync, rmSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {installed} from './installed.js'

const START_LIMIT = 60_000

export interface EverosServer {
  url: string
  /** Its memory root. */
  root: string
  version: string
  /** What it printed so far. */
  log(): string
  /** SIGKILL. */
  kill(): Promise<void>
  /** Again, on the same port and root. */
  start(): Promise<void>
  /** Kills it and removes the root. */
  remove(): Promise<void>
}

/** The self-hosted server (PyPI `everos`) with an empty root, on a free port of this machine, as `everos init` leaves it. */
export async function startEverosServer(
  modelUrl: string,
  settings: Record<string, string> = {},
): Promise<EverosServer> {
  const everos = join(installed('EVERPORT_REAL_SERVER_BIN'), 'everos')
  const root = mkdtempSync(join(tmpdir(), 'everport-real-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const logFile = join(root, 'server.log')
  // Settings of whoever runs the tests must not reach the server.
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('EVEROS_')))
  const env = {
    ...inherited,
    // No call is made at the start; the key only must not be empty.
    EVEROS_LLM__API_KEY: 'none',
    EVEROS_LLM__BASE_URL: modelUrl,
    EVEROS_LLM__MODEL: 'stub',
    ...settings,
  }
  await promisify(execFile)(everos, ['init', '--root', root], {env})

  let child: ChildProcess
  const server: EverosServer = {
    url,
    root,
    version: '',
    log: () => readFileSync(logFile, 'utf8'),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    async start() {
      const log = openSync(logFile, 'a')
      child = spawn(everos, ['server', 'start', '--root', root, '--port', String(port)], {
        env,
        stdio: ['ignore', log, log],
      })
      server.version = await healthy(url, child, server.log)
    },
    async remove() {
      await server.kill()
      rmSync(root, {recursive: true, force: true})
    },
  }
  await server.start()
  return server
}

async function healthy(url: string, child: ChildProcess, log: () => string): Promise<string> {
  const until = Date.now() + START_LIMIT
  for (;;) {
    if (child.exitCode !== null || Date.now() > until)
      throw new Error(`the server did not start:\n${log().slice(-3000)}`)
    try {
      const answer = await fetch(`${url}/health`)
      if (answer.ok) return ((await answer.json()) as {version?: string}).version ?? '1.0.0'
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as {port: number}
  server.close()
  await once(server, 'close')
  return port
}
