import {afterEach, beforeEach, expect, vi} from 'vitest'

// A test that prints hides what the product prints: make it fail.
const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const
let spies: Array<ReturnType<typeof vi.spyOn>> = []

beforeEach(() => {
  process.exitCode = undefined
  spies = METHODS.map((method) => vi.spyOn(console, method))
})

afterEach(() => {
  const printed = spies.flatMap((spy) => spy.mock.calls.map((call: unknown[]) => call.map(String).join(' ')))
  for (const spy of spies) spy.mockRestore()
  expect(printed, 'a test printed to the console').toEqual([])
})
