import {afterEach, expect, it} from 'vitest'
import {type Interruption, listenForInterruption} from './interruption.js'

const exits: number[] = []
let interruption: Interruption | undefined

afterEach(() => {
  interruption?.dispose()
  exits.length = 0
})

it.each(['SIGINT', 'SIGTERM'] as const)('%s once asks for a stop, twice leaves', (signal) => {
  interruption = listenForInterruption((code) => void exits.push(code))
  process.emit(signal)
  expect([interruption.signal.aborted, exits]).toEqual([true, []])
  process.emit(signal)
  expect(exits).toEqual([130])
})
