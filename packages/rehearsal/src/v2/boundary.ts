import type {Cut} from '../store/memories.js'
import type {Outline} from '../store/message-row.js'

export interface CellOutline {
  rows: readonly Outline[]
  cut: Cut
}

/** Limits of one cell (ALGO boundary/chat.py; settings boundary_detection.hard_*). */
const MOST_MESSAGES = 500
const MOST_TOKENS = 65_536
const LONG_SILENCE = 4 * 3_600_000
const DAY = 86_400_000

/**
 * Where a session is cut: first blindly, while it is too long for one cell; then as the prompt orders the model to, at every change of the
 * calendar day (UTC) and after silences of more than four hours. The model itself would also see a change of topic; this one does
 * not. What is left open at the end is closed by a flush only.
 */
export function detectBoundaries(
  messages: readonly Outline[],
  isFinal: boolean,
): {cells: CellOutline[]; tail: readonly Outline[]} {
  const cells: CellOutline[] = []
  let remaining = messages
  while (remaining.length > 1 && (remaining.length >= MOST_MESSAGES || tokens(remaining) >= MOST_TOKENS)) {
    const at = forcedSplit(remaining)
    cells.push({rows: remaining.slice(0, at), cut: 'forced'})
    remaining = remaining.slice(at)
  }
  let start = 0
  remaining.forEach((message, index) => {
    const before = remaining[index - 1]
    if (before === undefined || !isBoundary(before.at, message.at)) return
    cells.push({rows: remaining.slice(start, index), cut: 'boundary'})
    start = index
  })
  const tail = remaining.slice(start)
  if (!isFinal || tail.length === 0) return {cells, tail}
  cells.push({rows: tail, cut: 'flush'})
  return {cells, tail: []}
}

function isBoundary(before: number, after: number): boolean {
  return Math.floor(before / DAY) !== Math.floor(after / DAY) || after - before > LONG_SILENCE
}

function forcedSplit(messages: readonly Outline[]): number {
  let at = Math.min(MOST_MESSAGES - 1, messages.length - 1)
  while (at > 1 && tokens(messages.slice(0, at)) >= MOST_TOKENS) at = Math.max(1, Math.floor(at / 2))
  return at
}

function tokens(messages: readonly Outline[]): number {
  return messages.reduce((sum, message) => sum + message.tokens, 0)
}

/** A guess at what the o200k_base tokenizer makes of a line `sender: text`: four bytes a token. */
export function estimateTokens(sender: string, text: string): number {
  return Math.ceil((Buffer.byteLength(sender) + Buffer.byteLength(text) + 2) / 4)
}
