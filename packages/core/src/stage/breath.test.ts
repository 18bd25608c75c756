import {afterEach, expect, it, vi} from 'vitest'
import {createBreath} from './breath.js'

let now = 0
const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
afterEach(() => {
  now = 0
})

it('lets others have their turn once 15 ms have passed', async () => {
  const breathe = createBreath(new AbortController().signal)
  let turns = 0
  setImmediate(() => {
    turns += 1
  })
  now = 14
  await breathe()
  expect(turns).toBe(0)
  now = 15
  await breathe()
  expect(turns).toBe(1)
})

it('throws the reason of an interruption', async () => {
  const abort = new AbortController()
  const breathe = createBreath(abort.signal)
  await breathe()
  abort.abort(new Error('enough'))
  await expect(breathe()).rejects.toThrow('enough')
  clock.mockRestore()
})
