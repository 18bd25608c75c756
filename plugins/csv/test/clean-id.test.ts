import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {cleanId, isDamagedId, isPlainId} from '../src/records/clean-id.js'

describe('cleanId', () => {
  it.each([
    ['17', '17'],
    [' m-17_A ', 'm-17_A'],
    ['3.0', '3'],
    ['v3.0', 'v3.0'],
    ['NULL', ''],
    ['n/a', ''],
    ['nan1', 'nan1'],
    ['', ''],
    ['Zoe\u0308', 'Zo\u00EB'],
  ])('makes %j %j', (cell, id) => {
    expect(cleanId(cell)).toBe(id)
  })

  it('would change no plain id, nor find it damaged', () => {
    const letters = fc.string({unit: fc.constantFrom(...'aEenulNA019-_'), minLength: 1, maxLength: 8})
    fc.assert(
      fc.property(letters, (id) => {
        // A blank keeps it from being taken for plain as it stands.
        expect(cleanId(`${id} `)).toBe(isPlainId(id) ? id : cleanId(id))
        expect(isPlainId(id) && isDamagedId(id)).toBe(false)
      }),
    )
  })
})
