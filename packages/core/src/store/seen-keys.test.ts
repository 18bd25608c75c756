import {describe, expect, it} from 'vitest'
import {rises, SeenKeys} from './seen-keys.js'

describe('SeenKeys', () => {
  const take = (seen: SeenKeys, ...keys: string[]) => keys.map((key) => seen.isNew(1, key))

  it('knows ids of any order again, per conversation, however many there are', () => {
    const seen = new SeenKeys(100_000)
    const answers = Array.from({length: 50_000}, (_, n) => seen.isNew(n % 7, `${(n * 7919) % 50_021}`))
    expect(answers.every(Boolean)).toBe(true)
    expect(seen.isNew(3, `${(3 * 7919) % 50_021}`)).toBe(false)
    expect(seen.isNew(4, `${(3 * 7919) % 50_021}`)).toBe(true)
    expect(seen.gaveUp).toBe(false)
  })

  it('remembers nothing once enough ids have risen, and gives up at the first that does not', () => {
    const seen = new SeenKeys(100, 3)
    expect(take(seen, '1', '2', '3', '4', '5')).toEqual([true, true, true, true, true])
    expect(seen.gaveUp).toBe(false)
    seen.isNew(1, '0')
    expect(seen.gaveUp).toBe(true)
  })

  it('goes on remembering when an early id did not rise', () => {
    const seen = new SeenKeys(100, 3)
    expect(take(seen, 'b', 'a', 'c', 'd', 'e')).not.toContain(false)
    expect(take(seen, 'b')).toEqual([false])
  })

  it('gives up when there are too many to remember', () => {
    const seen = new SeenKeys(4, 2)
    take(seen, 'b', 'a', 'd', 'c')
    expect(seen.gaveUp).toBe(false)
    take(seen, 'e')
    expect(seen.gaveUp).toBe(true)
  })
})

describe('rises', () => {
  it.each([
    ['9', '10', true],
    ['10', '9', false],
    ['10', '10', false],
    ['-20', '-10', true],
    ['-10', '-20', false],
    ['-1', '1', true],
    ['1', '-1', false],
    ['-100', '-99', true],
    ['1433860261.000003', '1433860261.000004', true],
    ['897870239797215243', '897870239797215244', true],
  ])('%s before %s: %s', (before, after, expected) => {
    expect(rises(before, after)).toBe(expected)
  })
})
