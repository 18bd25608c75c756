import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {ALL_BENCHES} from './src/benches/all-benches.js'
import {findMeter} from './src/measure/meter.js'
import {ROOT} from './src/programs/places.js'
import {markdown} from './src/report/markdown.js'
import {runBenches} from './src/run-benches.js'
import {TINY} from './src/scale.js'

const cache = mkdtempSync(join(tmpdir(), 'everport-bench-test-'))
afterAll(() => rmSync(cache, {recursive: true, force: true}))

const canRun = existsSync(join(ROOT, 'packages', 'cli', 'dist')) && findMeter() !== undefined

interface Compared {
  input: {records: number; messages: number}
  measured: Array<{name: string; lines?: number; records?: number}>
}

/** On exports of some hundred messages: what it says of speed means nothing here. */
const tiny = async (name: string) =>
  (await runBenches({names: [name], scale: TINY, cache, install: false, tell: () => {}}))[0]!

describe.skipIf(!canRun)('the bench (needs a build, and GNU time or Python 3)', () => {
  it.concurrent.each(['telegram', 'discord', 'slack', 'csv'])(
    '%s: everport and its peers find the same messages',
    async (name) => {
      for (const {input, measured} of (await tiny(name)).data as Compared[])
        for (const {name, lines, records} of measured)
          expect({name, found: lines ?? records}).toEqual({
            name,
            found: lines === undefined ? input.records : input.messages,
          })
    },
    120_000,
  )

  it.concurrent.each(['memory', 'staging', 'delivery', 'linear', 'startup'])(
    '%s: every goal is measured',
    async (name) => {
      const {goals} = await tiny(name)
      expect(goals.length).toBeGreaterThan(0)
      for (const {measured} of goals) expect(measured).toMatch(/^-?\d/)
    },
    120_000,
  )

  it.concurrent('huge: after an interrupt and a resume all messages were sent', async () => {
    const {goals} = await tiny('huge')
    expect(goals.find(({goal}) => goal === 'all')).toMatchObject({measured: '2,000', verdict: '✓'})
  }, 120_000)
})

describe('the report', () => {
  it('shows tables, then goals, then who was not there', () => {
    const result = {
      ...{
        bench: 'csv',
        date: '2026-11-22',
        machine: 'a machine',
        load: 0.5,
        data: {},
        missing: ['ijson, because it is not installed'],
      },
      tables: [{title: 'CSV table', about: '1 MB.', head: ['program', 'wall'], rows: [['everport convert', '1.00 s']]}],
      goals: [{what: 'speed', goal: '4x', measured: '3.9x', verdict: '✗'}],
    }
    expect(markdown([result], '###')).toMatchInlineSnapshot(`
      "Measured by \`pnpm bench\` (2026-11-22, a machine), under a load of 0.5 to 0.5 when its parts began.

      ### CSV table

      1 MB.

      | program          |   wall |
      | ---------------- | -----: |
      | everport convert | 1.00 s |

      ### Further goals

      Peak memory is the most of all runs, times are medians.

      | what  | goal | measured |     |
      | ----- | ---: | -------: | --: |
      | speed |   4x |     3.9x |   ✗ |

      Not compared: ijson, because it is not installed."
    `)
  })

  it('has a bench for every name, once', () => {
    const names = ALL_BENCHES.map(({name}) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})
