import {expect, it} from 'vitest'
import {generatedTree} from './generated-tree.js'

const tree = generatedTree({
  *'many.txt'() {
    for (let i = 0; i < 30_000; i++) yield `line ${i} ü\n`
  },
  'empty.txt': () => [],
})

it('writes files while they are read, again each time', async () => {
  const file = (await tree.file('many.txt'))!
  for (let reading = 0; reading < 2; reading++) {
    let size = 0
    let pieces = 0
    for await (const piece of file.chunks()) {
      size += piece.length
      pieces++
    }
    expect(size).toBe(file.size)
    expect(pieces).toBeGreaterThan(4)
  }
  expect(Buffer.from(await file.head(9)).toString()).toBe('line 0 ü')
  expect((await file.bytes()).length).toBe(file.size)
})

it('keeps to the limit of a whole file', async () => {
  const file = (await tree.file('many.txt'))!
  await expect(file.bytes({limit: 1000})).rejects.toMatchObject({code: 'INPUT_TOO_LARGE'})
})

it('has empty files as well', async () => {
  const file = (await tree.file('empty.txt'))!
  expect(file.size).toBe(0)
  expect(await file.bytes()).toHaveLength(0)
})
