import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {fileAccess, memoryAccess} from './random-access.js'

const home = mkdtempSync(join(tmpdir(), 'everport-access-'))
afterAll(() => rmSync(home, {recursive: true}))

const SIZE = 3_000_000
const content = Buffer.from(Uint32Array.from({length: SIZE / 4}, (_, i) => i * 2654435761).buffer)

describe('fileAccess', () => {
  it('reads what memory would, in any order', () => {
    writeFileSync(join(home, 'file'), content)
    const memory = memoryAccess(content)
    const request = fc.tuple(
      fc.oneof(fc.integer({min: 0, max: SIZE + 10}), fc.integer({min: 1_000_000, max: 1_200_000})),
      fc.oneof(fc.nat(100), fc.nat(200_000), fc.constant(2 ** 40)),
      fc.option(fc.nat(300_000), {nil: undefined}),
    )
    fc.assert(
      fc.property(fc.array(request, {maxLength: 20}), (requests) => {
        const access = fileAccess(join(home, 'file'), SIZE)
        for (const [position, length, likely] of requests)
          expect(Buffer.compare(access.read(position, length, likely), memory.read(position, length))).toBe(0)
        access.close()
      }),
      {numRuns: 100},
    )
  })
})
