import {beforeAll, describe, expect, it} from 'vitest'
import {casesOf, metTrouble} from './cell-cases.js'
import {CELLS, type Cell, IMPOSSIBLE, PRODUCT} from './cells.js'
import {CALM} from './fault-case.js'
import {type FaultVerdict, play} from './play.js'
import {playAll} from './play-all.js'
import {SERVER_KINDS} from './server-kinds.js'
import {TROUBLES} from './trouble.js'

const nameOf = ({on, trouble, when}: Cell) => `${on} meets ${trouble.name}, ${when}`

describe.each(SERVER_KINDS)('$name: every message is stored once, in order, and flushed', (server) => {
  const cells = CELLS.filter((cell) => cell.server === server)
  const verdicts = new Map<Cell, FaultVerdict[]>()

  beforeAll(async () => {
    // What waits longest goes first.
    const cases = cells
      .flatMap((cell) => casesOf(cell).map((given) => ({cell, given})))
      .sort((a, b) => a.given.timeout - b.given.timeout)
    await playAll(cases, async ({cell, given}) => {
      const verdict = await play(given)
      verdicts.set(cell, [...(verdicts.get(cell) ?? []), verdict])
      return verdict
    })
  }, 120_000)

  it.each(cells.map((cell) => [nameOf(cell), cell] as const))('%s', (_name, cell) => {
    const played = verdicts.get(cell) ?? []
    expect(played).toHaveLength(cell.trouble.hangs ? 1 : 2)
    for (const {problems, requests} of played) {
      expect(problems).toEqual([])
      expect(metTrouble(cell, requests), 'no request met the trouble').not.toEqual([])
    }
  })
})

describe('the matrix', () => {
  const APIS: Record<string, string[]> = {
    'v1 group': ['v1 group'],
    'v1 personal': ['v1 personal'],
    'v2 Cloud': ['v2 Cloud', 'v2 Cloud that queues'],
    'v2 self-hosted': ['v2 self-hosted 1.4', 'v2 self-hosted 1.2', 'v2 self-hosted 1.5, busy'],
  }
  const NAMED: Record<string, string[]> = {
    '429': ['429'],
    '500': ['500'],
    '502': ['502'],
    '503': ['503'],
    '504': ['504'],
    reset: ['a reset'],
    'hang past the timeout': ['silence past the time limit', 'an answer past the time limit'],
    'torn response': ['a torn answer'],
    'slow body': ['a slow body', 'a body slower than the time limit'],
  }

  it('is the whole product: what is played, and what is named impossible, each once', () => {
    expect(PRODUCT).toHaveLength(2 * 11 * 5 * 7)
    for (const cell of PRODUCT) {
      const reasons = IMPOSSIBLE.filter(({is}) => is(cell))
      expect(CELLS.includes(cell), nameOf(cell)).toBe(reasons.length === 0)
    }
    for (const {what, is} of IMPOSSIBLE) expect(PRODUCT.some(is), what).toBe(true)
    expect(Object.values(APIS).flat().sort()).toEqual(SERVER_KINDS.map(({name}) => name).sort())
    expect(Object.values(NAMED).flat().sort()).toEqual(TROUBLES.map(({name}) => name).sort())
  })

  it('leaves out of {moment} x {trouble} x {operation} x {API} only bodies that are slow before the commit', () => {
    const left: string[] = []
    let played = 0
    for (const when of ['before-commit', 'after-commit']) {
      for (const [trouble, troubles] of Object.entries(NAMED)) {
        for (const on of ['add', 'flush', 'task', 'search']) {
          for (const [api, servers] of Object.entries(APIS)) {
            const isPlayed = CELLS.some(
              (cell) =>
                cell.when === when &&
                cell.on === on &&
                troubles.includes(cell.trouble.name) &&
                servers.includes(cell.server.name),
            )
            if (isPlayed) played += 1
            else left.push(`${trouble} ${when}, ${on}, ${api}`)
          }
        }
      }
    }
    expect(played + left.length).toBe(2 * 9 * 4 * 4)
    expect(left).toHaveLength(4 * 4)
    for (const cell of left) expect(cell).toMatch(/^slow body before-commit/)
  })

  it.each(IMPOSSIBLE.slice(1))('$what does not happen: $why', async ({is}) => {
    for (const cell of PRODUCT.filter((one) => is(one) && one.trouble.name === 'a reset')) {
      const name = `${cell.server.name}, ${cell.on}`
      for (const given of casesOf(cell)) {
        const {problems, requests} = await play({...given, name})
        expect(problems).toEqual([])
        expect(requests.filter(({kind}) => kind === cell.on)).toEqual([])
        expect(requests.length).toBeGreaterThan(5)
      }
    }
  })

  it('a body is never slow before the commit, even where a server is told so', async () => {
    const [slow] = TROUBLES.filter(({name}) => name === 'a slow body')
    for (const server of SERVER_KINDS) {
      const faults = [{on: 'add' as const, when: 'before-commit' as const, do: slow!.do}]
      const {problems, requests} = await play({...CALM, name: server.name, server, faults})
      expect(problems).toEqual([])
      const met = requests.filter(({fault}) => fault !== null)
      expect(met.length).toBeGreaterThan(0)
      expect(met.every(({committed}) => committed)).toBe(true)
    }
  })
})
