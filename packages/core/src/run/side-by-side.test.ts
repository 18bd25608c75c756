import {setImmediate as turn} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import {sideBySide} from './side-by-side.js'

const calm = () => new AbortController().signal

describe('sideBySide', () => {
  it('gives back what came of every item, in their order, and never does more at once than allowed', async () => {
    let active = 0
    let most = 0
    const work = async (item: number) => {
      active += 1
      most = Math.max(most, active)
      for (let i = item; i < 9; i++) await turn()
      active -= 1
      return item * 2
    }
    expect(await sideBySide([0, 1, 2, 3, 4, 5], work, {atOnce: 3, signal: calm()})).toEqual([0, 2, 4, 6, 8, 10])
    expect(most).toBe(3)
  })

  it('begins nothing after a failure, and throws it when what is under way has ended', async () => {
    const begun: number[] = []
    const ended: number[] = []
    const work = async (item: number, signal: AbortSignal) => {
      begun.push(item)
      if (item === 1) throw new Error('the second')
      while (!signal.aborted) await turn()
      ended.push(item)
    }
    await expect(sideBySide([0, 1, 2, 3], work, {atOnce: 2, signal: calm()})).rejects.toThrow('the second')
    expect(begun).toEqual([0, 1])
    expect(ended).toEqual([0])
  })

  it('throws why it was aborted', async () => {
    const abort = new AbortController()
    const begun: number[] = []
    const work = async (item: number) => {
      begun.push(item)
      abort.abort(new Error('Ctrl-C'))
    }
    await expect(sideBySide([0, 1, 2], work, {atOnce: 1, signal: abort.signal})).rejects.toThrow('Ctrl-C')
    expect(begun).toEqual([0])
  })
})
