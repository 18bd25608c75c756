import {describe, expect, it} from 'vitest'
import {SeenKeys} from './seen-keys.js'

describe('SeenKeys', () => {
  it('knows ids of any order again, per conversation, however many there are', () => {
    const seen = new SeenKeys(10)
    const answers = Array.from({length: 50_000}, (_, n) => seen.isNew(n % 7, `${(n * 7919) % 50_021}`, false))
    expect(answers.every(Boolean)).toBe(true)
    expect(seen.isNew(3, `${(3 * 7919) % 50_021}`, false)).toBe(false)
    expect(seen.isNew(4, `${(3 * 7919) % 50_021}`, false)).toBe(true)
  })

  it('remembers nothing once enough ids have risen, and takes the first that does not for an old one', () => {
    const seen = new SeenKeys(3)
    expect(['1', '2', '3', '4', '5'].map((key) => seen.isNew(1, key, true))).toEqual([true, true, true, true, true])
    expect(seen.isNew(1, '0', false)).toBe(false)
  })

  it('goes on remembering when an early id did not rise', () => {
    const seen = new SeenKeys(3)
    for (const key of ['b', 'a', 'c', 'd', 'e']) expect(seen.isNew(1, key, key !== 'a')).toBe(true)
    expect(seen.isNew(1, 'b', false)).toBe(false)
  })
})
