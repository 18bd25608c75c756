import type {Cut} from '../store/memories.js'
import type {Outline} from '../store/message-row.js'

export interface CellOutline {
  rows: readonly Outline[]
  /** Unix ms of the message that it is dated by. */
  at: number
  cut: Cut
}

/** What one cell must stay below. */
export interface CellLimits {
  messages: number
  tokens: number
}

/** Of `EVEROS_MEMORIZE__MODE=chat`, and of nothing set (everalgo-boundary 0.2 chat.py; settings boundary_detection.hard_*). */
export const CHAT_LIMITS: CellLimits = {messages: 500, tokens: 65_536}
/** Of the mode `agent`, which is the server's default: its detector takes no settings (everalgo-agent-memory 0.4 boundary.py). */
export const AGENT_LIMITS: CellLimits = {messages: 50, tokens: 8192}

const LONG_SILENCE = 4 * 3_600_000
const DAY = 86_400_000

/**
 * Where a session is cut: first blindly, while it is too long for one cell; then as the prompt orders the model to, at every change of the
 * calendar day (UTC) and after silences of more than four hours. The model itself would also see a change of topic; this one does
 * not. What is left open at the end is closed by a flush only. Calls of tools and their results are not looked at: they stay with the
 * message before them, and wait for one where there is none.
 */
export function detectBoundaries(
  messages: readonly Outline[],
  isFinal: boolean,
  limits: CellLimits = CHAT_LIMITS,
): {cells: CellOutline[]; tail: readonly Outline[]} {
  const places = messages.flatMap(({isTool}, place) => (isTool ? [] : [place]))
  const spoken = places.map((place) => messages[place] as Outline)
  const ends = cellEnds(spoken, limits)
  if (isFinal && spoken.length > (ends.at(-1)?.end ?? 0)) ends.push({end: spoken.length, cut: 'flush'})
  let done = 0
  const cells = ends.map(({end, cut}, index): CellOutline => {
    const isLast = index === ends.length - 1
    const next = places[end] ?? (isFinal ? messages.length : (places[end - 1] ?? 0) + 1)
    const first = index === 0 ? (places[0] ?? 0) : done
    const rows = messages.slice(first, isLast && isFinal ? messages.length : next)
    done = next
    return {rows, at: spoken[end - 1]?.at ?? 0, cut}
  })
  return {cells, tail: cells.length === 0 ? messages : messages.slice(isFinal ? messages.length : done)}
}

/** Behind how many of the messages each cell ends. */
function cellEnds(messages: readonly Outline[], limits: CellLimits): {end: number; cut: Cut}[] {
  const ends: {end: number; cut: Cut}[] = []
  let start = 0
  for (;;) {
    const remaining = messages.slice(start)
    if (remaining.length <= 1 || fits(remaining, limits)) break
    start += forcedSplit(remaining, limits)
    ends.push({end: start, cut: 'forced'})
  }
  let before: {at: number; end: number} | undefined
  for (let place = start; place < messages.length; place++) {
    const {at, isBlank} = messages[place] as Outline
    // Without text it is left out of the prompt.
    if (isBlank) continue
    if (before !== undefined && isBoundary(before.at, at)) ends.push({end: before.end, cut: 'boundary'})
    before = {at, end: place + 1}
  }
  return ends
}

function isBoundary(before: number, after: number): boolean {
  return Math.floor(before / DAY) !== Math.floor(after / DAY) || after - before > LONG_SILENCE
}

function fits(messages: readonly Outline[], limits: CellLimits): boolean {
  return messages.length < limits.messages && tokens(messages) < limits.tokens
}

function forcedSplit(messages: readonly Outline[], limits: CellLimits): number {
  let at = Math.min(limits.messages - 1, messages.length - 1)
  while (at > 1 && tokens(messages.slice(0, at)) >= limits.tokens) at = Math.max(1, Math.floor(at / 2))
  return at
}

function tokens(messages: readonly Outline[]): number {
  return messages.reduce((sum, message) => sum + message.tokens, 0)
}

/** A guess at what the o200k_base tokenizer makes of a line `sender: text`: four bytes a token. */
export function estimateTokens(sender: string, text: string): number {
  return Math.ceil((Buffer.byteLength(sender) + Buffer.byteLength(text) + 2) / 4)
}
