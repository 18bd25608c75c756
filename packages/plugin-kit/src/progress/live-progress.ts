import type {RunEvent, SendProgress} from '@everport/core/run'
import {counted} from '../text/figures.js'
import type {Progress} from './progress.js'
import {
  conversationsText,
  flushingText,
  readingText,
  readText,
  sendingText,
  settlingText,
  stagingText,
  stoppingText,
  waitingText,
} from './stage-text.js'
import type {TaskList} from './task-list.js'

const REDRAW_MS = 100

type Phase = 'prepare' | 'send' | 'checking' | 'deleting'
/** Task numbers of the two lists. */
const READ = 0
const ORDER = 1
const SEND = 0
const FLUSH = 1
const SETTLE = 2
const ONLY = 0

const TITLES: Readonly<Record<Phase, readonly string[]>> = {
  prepare: ['Read', 'Put in order'],
  send: ['Send', 'Flush', 'Settle'],
  checking: ['Check'],
  deleting: ['Delete'],
}

/**
 * Progress on a terminal: one list while the export is read, another while it is sent, with room for the plan in between.
 * @param draw opens a task list; given by tests
 */
export function liveProgress(
  draw: (titles: readonly string[], after: Promise<void>) => TaskList,
  write: (line: string) => void,
  now: () => number = Date.now,
): Progress {
  let list: {phase: Phase; tasks: TaskList} | undefined
  let drawn = 0
  let wait: {text: string; until: number} | undefined
  let stopping = false
  let latest: SendProgress | undefined
  let read = {messages: 0, skipped: 0}

  const on = (phase: Phase): TaskList => {
    if (list?.phase !== phase) {
      const before = list?.tasks.end() ?? Promise.resolve()
      list = {phase, tasks: draw(TITLES[phase], before)}
    }
    return list.tasks
  }
  const due = () => {
    if (now() - drawn < REDRAW_MS) return false
    drawn = now()
    return true
  }
  /** Measured at `since` there is no rate yet: what is left standing says how far it came and no more. */
  const end = async () => {
    const ended = list
    list = undefined
    if (!ended) return
    if (ended.phase === 'send' && latest) showSending(ended.tasks, latest, latest.since)
    await ended.tasks.end()
    write('')
  }

  return {
    show(event: RunEvent) {
      switch (event.type) {
        case 'reading': {
          read = event
          const whole = event.totalBytes > 0 && event.bytes >= event.totalBytes
          if (whole || due()) on('prepare').title(READ, `Read ${readingText(event)}`)
          return
        }
        case 'staging': {
          const tasks = on('prepare')
          tasks.done(READ, `Read ${readText(read)}`)
          if (event.done >= event.messages) tasks.done(ORDER, `Put ${counted(event.messages, 'message')} in order`)
          else if (due()) tasks.title(ORDER, `Put in order ${stagingText(event)}`)
          return
        }
        case 'sending': {
          latest = event.progress
          if (event.progress.total === 0 || !due()) return
          const tasks = on('send')
          if (wait && wait.until <= now()) wait = undefined
          showSending(tasks, event.progress, now(), stopping ? stoppingText(event.progress.inFlight) : wait?.text)
          return
        }
        case 'checking':
        case 'deleting': {
          const [begun, ended] = event.type === 'checking' ? ['Check', 'Checked'] : ['Delete', 'Deleted']
          const tasks = on(event.type)
          if (event.done >= event.conversations)
            tasks.done(ONLY, `${ended} ${counted(event.conversations, 'conversation')}`)
          else if (due()) tasks.title(ONLY, `${begun} ${conversationsText(event)}`)
          return
        }
        case 'waiting':
          wait = {text: waitingText(event.seconds, event.why), until: now() + event.seconds * 1000}
          return
        case 'stopping':
          if (stopping) return
          stopping = true
          if (list?.phase === 'send')
            list.tasks.title(SEND, `Send: ${stoppingText(latest?.inFlight ?? event.inFlight)}`)
          else write(stoppingText(event.inFlight))
          return
        default:
      }
    },
    rest: end,
    close: end,
  }
}

function showSending(tasks: TaskList, progress: SendProgress, now: number, aside?: string): void {
  const {flushes, requests, sent, settling, total, totalFlushes} = progress
  const tail = aside === undefined ? '' : ` – ${aside}`
  if (sent >= total) tasks.done(SEND, `Sent ${counted(sent, 'message')} in ${counted(requests, 'request')}`)
  else tasks.title(SEND, `Send ${sendingText(progress, now)}${tail}`)
  if (flushes >= totalFlushes && sent >= total) tasks.done(FLUSH, `Flushed ${counted(flushes, 'slice')}`)
  else tasks.title(FLUSH, `Flush ${flushingText(progress)}`)
  if (settling === 0 && sent >= total && flushes >= totalFlushes) tasks.done(SETTLE, 'Settled')
  else tasks.title(SETTLE, `Settle: ${settlingText(progress)}`)
}
