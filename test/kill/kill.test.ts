import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {startRehearsal} from '@everport/rehearsal'
import {describe, expect, it} from 'vitest'
import {spawnChild} from './spawn-child.js'

const CHILD = fileURLToPath(new URL('./child.mjs', import.meta.url))
const BUILT = fileURLToPath(new URL('../../packages/core/dist/run/index.js', import.meta.url))

/** How many kills each API gets; `EVERPORT_KILLS=1000` for a long night. */
const KILLS = Number(process.env.EVERPORT_KILLS ?? 24)

/** Spreads the kills over all writes of a run: every one is hit when there are as many kills as writes. */
const spread = (kill: number, writes: number) => 1 + Math.floor((kill * writes) / KILLS)

describe.skipIf(!existsSync(BUILT))(
  `killed at a write of the state file (needs a build; ${KILLS} kills an API)`,
  () => {
    it.each(['v1', 'v2-cloud', 'v2-self-hosted'] as const)(
      '%s: every message is stored once, in order, and flushed, however often the process dies',
      async (mode) => {
        const api = mode === 'v1' ? 'v1' : 'v2'
        const writes = await once(mode, api)
        for (let kill = 0; kill < KILLS; kill++) {
          const killAt = spread(kill, writes)
          const moment = kill % 2 === 0 ? 'before' : 'after'
          const name = `killed ${moment} write ${killAt} of ${writes}`
          const rehearsal = await startRehearsal({
            mode,
            ...(mode !== 'v2-self-hosted' && {key: 'secret-key'}),
            taskMs: 5,
          })
          const stateDir = mkdtempSync(join(tmpdir(), 'everport-kill-'))
          try {
            const died = await spawnChild(CHILD, {stateDir, baseUrl: rehearsal.url, api, killAt, moment})
            expect(died.signal, name).toBe('SIGKILL')
            // A second death while the first one is being mended.
            await spawnChild(CHILD, {stateDir, baseUrl: rehearsal.url, api, killAt: 1 + Math.floor(killAt / 3), moment})
            const {output} = await spawnChild(CHILD, {stateDir, baseUrl: rehearsal.url, api})
            expect(output, name).toMatchObject({state: 'done'})
            const {ledger} = rehearsal
            expect(ledger.totals(), name).toMatchObject({conversations: 3, messages: 178, duplicates: 0})
            expect(
              ledger.violations().filter(({kind}) => kind !== 'overlap'),
              name,
            ).toEqual([])
          } finally {
            await rehearsal.close()
            rmSync(stateDir, {recursive: true, force: true})
          }
        }
      },
      KILLS * 30_000,
    )
  },
)

/** An undisturbed run, to learn how many writes there are. */
async function once(mode: 'v1' | 'v2-cloud' | 'v2-self-hosted', api: string): Promise<number> {
  const rehearsal = await startRehearsal({mode, ...(mode !== 'v2-self-hosted' && {key: 'secret-key'}), taskMs: 5})
  const stateDir = mkdtempSync(join(tmpdir(), 'everport-kill-'))
  try {
    const {output} = await spawnChild(CHILD, {stateDir, baseUrl: rehearsal.url, api})
    expect(output).toMatchObject({state: 'done'})
    return output!.writes
  } finally {
    await rehearsal.close()
    rmSync(stateDir, {recursive: true, force: true})
  }
}
