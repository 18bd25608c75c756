import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {CONTROL_PREFIX, controlHandler} from './control/control.js'
import type {Fault} from './faults/fault.js'
import {FaultPlan} from './faults/fault-plan.js'
import {Access} from './http/access.js'
import type {Api} from './http/api.js'
import {Router} from './http/route.js'
import {requestHandler} from './http/serve.js'
import {type Ledger, openLedger} from './ledger/ledger.js'
import type {Mode, RehearsalOptions, Settings} from './options.js'
import {seededRandom} from './random.js'
import {openStore} from './store/store.js'
import {settleAll} from './tasks/settle.js'
import {v1Api} from './v1/api.js'
import {selfHostedApi, v2CloudApi} from './v2/api.js'
import {extract} from './v2/extract.js'
import {workOff} from './v2/self-hosted-queue.js'
import type {World} from './world.js'

export interface Rehearsal {
  /** `http://127.0.0.1:<port>`, to be used as the EverOS base URL. */
  url: string
  ledger: Ledger
  /** Throws a ZodError when it is not a fault. */
  pushFault(fault: Fault): void
  clearFaults(): void
  /** Ends all connections and closes the storage. The ledger cannot be read afterwards. */
  close(): Promise<void>
}

const DAY = 86_400_000
const GREETING = `This is everport's rehearsal server. It speaks the EverOS memory APIs and stores what it is sent,
but it extracts no memory: episodes are placeholders, and search does not rank.
What it has seen: GET ${CONTROL_PREFIX}ledger
`

/**
 * Starts a server that speaks the EverOS memory APIs as strictly as EverOS does, stores what it is sent, and misbehaves where told
 * to. It extracts no memory: its episodes are placeholders.
 */
export async function startRehearsal(options: RehearsalOptions = {}): Promise<Rehearsal> {
  const {host = '127.0.0.1', port = 0, seed = 1, clock = Date.now} = options
  const store = openStore(options.storage ?? ':temporary:')
  const world: World = {
    store,
    settings: settings(options),
    now: clock,
    report: (violation) => store.journal.logViolation(violation),
    // Only v2 looks for boundaries when an add has been processed; request 0: nobody asked for it.
    processed(conversation, task, now) {
      if (conversation.kind !== 'session') return
      if (task.work !== null) workOff(world, conversation, task.work, {request: task.request, now})
      else extract(world, conversation, {request: 0, now, isFinal: false})
    },
  }
  const faults = new FaultPlan(options.faults ?? [], seededRandom(seed))
  const ledger = openLedger(store, () => settleAll(world, clock()))
  const control = controlHandler(ledger, faults)
  const serve = requestHandler({
    world,
    access: new Access(options),
    faults,
    apis: apis(world),
    latency: options.latency ?? 0,
    maxBodyBytes: options.maxBodyBytes ?? 64 * 1024 * 1024,
    seed,
  })
  const server = createServer((request, response) => {
    if (request.url === '/') {
      response.writeHead(200, {'Content-Type': 'text/plain; charset=utf-8'}).end(GREETING)
      return
    }
    const handle = request.url?.startsWith(CONTROL_PREFIX) ? control : serve
    handle(request, response).catch(() => response.destroy())
  })
  // Idle connections stay: a client that pools them should not meet resets that nobody asked for.
  server.keepAliveTimeout = DAY
  server.requestTimeout = 0
  server.listen(port, host)
  await once(server, 'listening')
  const {port: bound} = server.address() as AddressInfo
  let closing: Promise<void> | undefined
  async function close(): Promise<void> {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
    store.close()
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    ledger,
    pushFault: (fault) => faults.push(fault),
    clearFaults: () => faults.clear(),
    close() {
      closing ??= close()
      return closing
    },
  }
}

function settings(options: RehearsalOptions): Settings {
  const {mode = 'v1', taskTtlMs = 3_600_000, taskMs = 50, taskPolls = 2} = options
  const {indexLagMs = 0, version = '1.4.1', acknowledgement = 'data', queues = 'asked', memorize = 'chat'} = options
  return {mode, taskTtlMs, taskMs, taskPolls, indexLagMs, version, acknowledgement, queues, memorize}
}

/** The Cloud serves both its versions, to whom they belong. */
function apis(world: World): ReadonlyMap<Mode, {api: Api; router: Router}> {
  const {settings} = world
  const asMode = (mode: Mode): World => ({...world, settings: {...settings, mode}})
  const built: [Mode, Api][] =
    settings.mode === 'v2-self-hosted'
      ? [['v2-self-hosted', selfHostedApi(world)]]
      : [
          ['v1', v1Api(asMode('v1'))],
          ['v2-cloud', v2CloudApi(asMode('v2-cloud'))],
        ]
  return new Map(built.map(([mode, api]) => [mode, {api, router: new Router(api.routes)}]))
}
