import {describe, expect, it} from 'vitest'
import {ByteWindow} from './byte-window.js'

async function* pieces(count: number, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size)
  for (let i = 0; i < count; i++) yield buffer.fill(1 + (i % 250))
}

describe('ByteWindow', () => {
  it('knows the place of every byte and ends with a zero', async () => {
    const window = new ByteWindow(pieces(100, 7), 16)
    let place = 0
    while (!window.ended || window.at < window.end) {
      expect(window.bytes[window.end]).toBe(0)
      for (; window.at < window.end; window.at++, place++) {
        expect(window.place(window.at)).toBe(place)
        expect(window.bytes[window.at]).toBe(1 + (Math.floor(place / 7) % 250))
      }
      await window.fill()
    }
    expect(place).toBe(700)
  })

  it('stays as small as it was while nothing has to be held', async () => {
    const window = new ByteWindow(pieces(50, 100_000), 1000)
    const {length} = window.bytes
    for (; !window.ended; window.at = window.end) {
      await window.fill()
      expect(window.bytes).toHaveLength(length)
    }
  })

  it('grows for what has to be held, up to what is asked for, and shrinks again', async () => {
    const window = new ByteWindow(pieces(100, 1000), 1000)
    const {length} = window.bytes
    const held: number[] = []
    for (let i = 0; i < 6; i++) {
      await window.fill(9000)
      held.push(window.end - window.at)
    }
    expect(held.every((size, i) => i === 0 || size > held[i - 1]!)).toBe(true)
    expect(window.bytes.length).toBeLessThan(10_000)
    window.at = window.end
    await window.fill(9000)
    expect(window.bytes).toHaveLength(length)
  })

  it('does not hold a piece of any size whole', async () => {
    const window = new ByteWindow(pieces(1, 10_000_000))
    await window.fill()
    expect(window.end).toBeLessThanOrEqual(1_000_000)
  })
})
