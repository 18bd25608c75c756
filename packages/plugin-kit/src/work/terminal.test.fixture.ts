import type {ExitClass} from '@everport/core/errors'
import {PLAIN} from '../text/paint.js'
import type {Terminal} from './terminal.js'

/** A terminal that keeps what it is told. */
export function fakeTerminal(fields: Partial<Terminal> = {}) {
  const told = {out: [] as string[], err: [] as string[], questions: [] as string[], exit: 'done' as ExitClass}
  const terminal: Terminal = {
    signal: new AbortController().signal,
    bin: 'everport',
    typed: ['import', 'chat', './chat'],
    progress: 'silent',
    interactive: false,
    paint: {out: PLAIN, err: PLAIN},
    ask: async (question) => {
      told.questions.push(question)
      return true
    },
    print: (text) => void told.out.push(text),
    note: (text) => void told.err.push(text),
    warn: (text) => void told.err.push(text),
    key: async () => 'a-key',
    end: (as) => {
      told.exit = as
    },
    ...fields,
  }
  return {terminal, told}
}
