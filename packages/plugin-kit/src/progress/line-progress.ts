import type {RunEvent} from '@everport/core/run'
import type {Progress} from './progress.js'
import {
  conversationsText,
  flushingText,
  readingText,
  readText,
  sendingText,
  stagingText,
  stoppingText,
  waitingText,
} from './stage-text.js'

const EVERY_MS = 5000

type Stage = 'reading' | 'staging' | 'sending' | 'checking' | 'deleting'

/**
 * Progress for logs and pipes: a line when a stage begins and ends, and one every few seconds in between.
 * @param write writes one line
 */
export function lineProgress(write: (line: string) => void, now: () => number = Date.now): Progress {
  let stage: Stage | undefined
  let last = ''
  let written = Number.NEGATIVE_INFINITY
  let waited = Number.NEGATIVE_INFINITY
  let stopping = false

  /** `text` is the line of this moment; of a stage's lines only some are written. `ended` is the one to write if it was the last. */
  const at = (next: Stage, text: string, ended = text) => {
    if (stage !== next) {
      end()
      stage = next
      written = now()
      write(BEGINNING[next])
    } else if (now() - written >= EVERY_MS) {
      written = now()
      last = ''
      write(text)
      return
    }
    last = ended
  }
  const end = () => {
    if (last !== '') write(last)
    last = ''
    stage = undefined
  }

  return {
    show(event: RunEvent) {
      switch (event.type) {
        case 'reading':
          return at('reading', `  read ${readingText(event)}`, `  read ${readText(event)}`)
        case 'staging':
          return at('staging', `  put in order ${stagingText(event)}`)
        case 'sending':
          if (event.progress.total === 0) return
          return at('sending', `  sent ${sendingText(event.progress, now())}, flushed ${flushingText(event.progress)}`)
        case 'checking':
          return at('checking', `  checked ${conversationsText(event)}`)
        case 'deleting':
          return at('deleting', `  deleted ${conversationsText(event)}`)
        case 'waiting':
          if (now() - waited < EVERY_MS) return
          waited = now()
          return write(`  ${waitingText(event.seconds, event.why)}`)
        case 'held':
          return write(`  held back ${event.name}: ${event.why}`)
        case 'stopping':
          if (!stopping) write(stoppingText(event.inFlight))
          stopping = true
          return
        case 'planned':
        case 'finished':
          return end()
        default:
      }
    },
    rest: async () => end(),
    close: async () => end(),
  }
}

const BEGINNING: Readonly<Record<Stage, string>> = {
  reading: 'Reading the export',
  staging: 'Putting messages in order',
  sending: 'Sending',
  checking: 'Asking the server',
  deleting: 'Deleting',
}
