/** What became of one HTTP call, told apart by the only question that matters: may the server have acted on it? */
export type Answer =
  /** 2xx. `body` is parsed JSON, or undefined when there was none. */
  | {kind: 'ok'; status: number; body: unknown}
  /** The server answered that it did not do it. `reason` is its own words, bounded. */
  | {kind: 'refused'; status: number; reason: string; retryAfterMs: number | undefined}
  /** It never left: the name, the connection or TLS failed. */
  | {kind: 'not-sent'; reason: string}
  /** It left, and no whole answer came back, or one that is not EverOS's (`foreign`). */
  | {kind: 'lost'; cause: 'timeout' | 'reset' | 'torn' | 'foreign'; reason: string}

export type Failure = Exclude<Answer, {kind: 'ok'}>

/** The server has no such call: asking again will not help. */
export function isMissing(answer: Failure): boolean {
  return answer.kind === 'refused' && (answer.status === 404 || answer.status === 405 || answer.status === 501)
}

export type Refused = Extract<Answer, {kind: 'refused'}>
