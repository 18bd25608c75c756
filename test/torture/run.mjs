// pnpm torture [--kills N] [--faults N] [--seed S] [--only K] [--api v1,v2-cloud,v2-self-hosted]
// Kills imports and breaks servers, as many as asked, and prints the table that stands in the README. Every case is made from its number:
// `--only K` plays that one again.

import {parseArgs} from 'node:util'
import {createViteServer} from 'vitest/node'

const {values} = parseArgs({
  options: {
    kills: {type: 'string', default: '1000'},
    faults: {type: 'string', default: '10000'},
    seed: {type: 'string', default: '1'},
    only: {type: 'string'},
    api: {type: 'string', default: 'v1,v2-cloud,v2-self-hosted'},
  },
})

const root = new URL('../../', import.meta.url).pathname
const source = '@everport/source'
const vite = await createViteServer({
  root,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: {middlewareMode: true, watch: null, hmr: false, ws: false},
  optimizeDeps: {noDiscovery: true},
  ssr: {resolve: {conditions: [source, 'module', 'node', 'development|production'], externalConditions: [source]}},
})

const {APIS} = await vite.ssrLoadModule('/test/torture/apis.ts')
const {torture} = await vite.ssrLoadModule('/test/torture/torture.ts')
const {table} = await vite.ssrLoadModule('/test/torture/table.ts')

const wanted = values.api.split(',')
const apis = APIS.filter(({id}) => wanted.includes(id))
const numbers = {kills: Number(values.kills), faults: Number(values.faults), seed: Number(values.seed)}
const unknown = wanted.filter((id) => !APIS.some((api) => api.id === id))
if (unknown.length > 0 || Object.values(numbers).some((number) => !Number.isSafeInteger(number) || number < 0)) {
  process.stderr.write(`--api takes ${APIS.map(({id}) => id).join(', ')}; the others take whole numbers\n`)
  process.exit(2)
}

const began = Date.now()
let told = 0
const rows = await torture({
  ...numbers,
  apis,
  ...(values.only !== undefined && {only: Number(values.only)}),
  progress(kills, faults) {
    const isTerminal = process.stderr.isTTY
    if (Date.now() - told < (isTerminal ? 200 : 30_000)) return
    told = Date.now()
    const line = `${faults} of ${numbers.faults} faults, ${kills} of ${numbers.kills} kills, ${Math.round((told - began) / 1000)} s`
    process.stderr.write(isTerminal ? `\r${line}\u001b[K` : `${line}\n`)
  },
})
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
process.stdout.write(`${table(rows)}\n`)

const problems = rows.flatMap(({verdict}) => verdict.problems)
for (const problem of problems) process.stderr.write(`\nWRONG: ${problem}\n`)
if (problems.length > 0)
  process.stderr.write(
    '\nplay a case again:  pnpm torture --api … --only <its seed> (--kills 0 or --faults 0 for one kind)\n',
  )
await vite.close()
process.exit(problems.length > 0 ? 1 : 0)
