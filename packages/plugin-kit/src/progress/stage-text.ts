import type {RunEvent, SendProgress} from '@everport/core/run'
import {bytes, counted, figure, wholeSeconds} from '../text/figures.js'

type Reading = Extract<RunEvent, {type: 'reading'}>
type Staging = Extract<RunEvent, {type: 'staging'}>

/** `1,382 messages (351 skipped), 4.2 MB of 17 MB (25%)`. */
export function readingText({bytes: done, messages, skipped, totalBytes}: Reading): string {
  const share =
    totalBytes > done ? `${bytes(done)} of ${bytes(totalBytes)} (${percent(done, totalBytes)})` : bytes(done)
  return `${readText({messages, skipped})}, ${share}`
}

/** `1,382 messages (351 skipped)`: all that was read, as the books count. */
export function readText({messages, skipped}: Pick<Reading, 'messages' | 'skipped'>): string {
  return counted(messages + skipped, 'message') + (skipped > 0 ? ` (${figure(skipped)} skipped)` : '')
}

/** `400 of 1,210 messages (33%)`. */
export function stagingText({done, messages}: Staging): string {
  return part(done, messages)
}

/** `400 of 1,210 messages (33%), 120 a second, 7 s left`. */
export function sendingText({sent, since, total}: SendProgress, now: number): string {
  const seconds = (now - since) / 1000
  // Before there is something to measure, a rate would only be noise.
  if (seconds < 1 || sent === 0 || sent >= total) return part(sent, total)
  const rate = sent / seconds
  const left = wholeSeconds((total - sent) / rate)
  return `${part(sent, total)}, ${rate < 10 ? rate.toFixed(1) : figure(Math.round(rate))} a second, ${left} left`
}

/** `40 of 300 conversations (13%)`. */
export function conversationsText({done, conversations}: Extract<RunEvent, {conversations: number}>): string {
  return `${figure(done)} of ${counted(conversations, 'conversation')} (${percent(done, conversations)})`
}

/** `3 of 30 slices`. */
export function flushingText({flushes, totalFlushes}: SendProgress): string {
  return `${figure(flushes)} of ${counted(totalFlushes, 'slice')}`
}

/** `waiting for 4 requests to be worked through`. */
export function settlingText({settling}: SendProgress): string {
  return settling === 0 ? 'nothing outstanding' : `waiting for ${counted(settling, 'request')} to be worked through`
}

export function stoppingText(inFlight: number): string {
  const what = inFlight === 0 ? 'Stopping' : `Finishing ${counted(inFlight, 'request')} in flight, then stopping`
  return `${what}; press Ctrl-C again to leave now.`
}

export function waitingText(seconds: number, why: string): string {
  return `waiting ${wholeSeconds(seconds)}: ${why}`
}

function part(done: number, total: number): string {
  return `${figure(done)} of ${counted(total, 'message')} (${percent(done, total)})`
}

function percent(done: number, total: number): string {
  return total === 0 ? '100%' : `${Math.floor((done / total) * 100)}%`
}
