import {PLAIN} from '@everport/plugin-kit/text'
import type {Terminal} from '@everport/plugin-kit/work'

/** A terminal that keeps what it is told. */
export function fakeTerminal(fields: Partial<Terminal> = {}) {
  const out: string[] = []
  const err: string[] = []
  const terminal: Terminal = {
    signal: new AbortController().signal,
    bin: 'everport',
    typed: ['config', 'init'],
    progress: 'silent',
    interactive: false,
    paint: {out: PLAIN, err: PLAIN},
    ask: async () => false,
    print: (text) => void out.push(text),
    note: (text) => void err.push(text),
    warn: (text) => void err.push(text),
    key: async () => undefined,
    end: () => {},
    ...fields,
  }
  return {terminal, out, err}
}
