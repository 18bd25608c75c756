import {describe, expect, it} from 'vitest'
import {Sight} from './sight.js'

describe('Sight', () => {
  it('gives up asking a server whose answers tell nothing, without taking it for blind', () => {
    const sight = new Sight(null, () => expect.unreachable())
    let asked = 0
    for (let i = 0; i < 1000 && sight.isFor(false); i++) {
      asked += 1
      sight.learnedNothing()
    }
    expect(asked).toBe(10)
    expect([sight.isOpen, sight.seen, sight.blind]).toEqual([true, false, false])
  })
})
