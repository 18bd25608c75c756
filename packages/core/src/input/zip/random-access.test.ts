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
  it('reads what memory would, in any order, and what it gave stays as it was', () => {
    writeFileSync(join(home, 'file'), content)
    const memory = memoryAccess(content)
    const request = fc.tuple(
      fc.integer({min: 0, max: SIZE + 10}),
      fc.oneof(fc.nat(100), fc.nat(200_000), fc.constant(2 ** 40)),
    )
    fc.assert(
      fc.property(fc.array(request, {maxLength: 20}), (requests) => {
        const access = fileAccess(join(home, 'file'), SIZE)
        const answers = requests.map(([position, length]) => access.read(position, length))
        access.close()
        for (const [i, [position, length]] of requests.entries())
          expect(Buffer.compare(answers[i]!, memory.read(position, length))).toBe(0)
      }),
      {numRuns: 40},
    )
  })
})
