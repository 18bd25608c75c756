import type {RunEvent} from '@everport/core/run'
import type {Terminal} from '../work/terminal.js'
import {lineProgress} from './line-progress.js'
import type {Progress} from './progress.js'

/** The progress that fits the terminal, told of Ctrl-C as well. */
export async function createProgress(terminal: Pick<Terminal, 'note' | 'progress' | 'signal'>): Promise<Progress> {
  const progress = await choose(terminal)
  let inFlight = 0
  const onAbort = () => progress.show({type: 'stopping', inFlight})
  terminal.signal.addEventListener('abort', onAbort, {once: true})
  return {
    show(event: RunEvent) {
      if (event.type === 'sending') inFlight = event.progress.inFlight
      progress.show(event)
    },
    rest: () => progress.rest(),
    async close() {
      terminal.signal.removeEventListener('abort', onAbort)
      await progress.close()
    },
  }
}

async function choose({note, progress}: Pick<Terminal, 'note' | 'progress'>): Promise<Progress> {
  if (progress === 'silent') return SILENT
  if (progress === 'lines') return lineProgress(note)
  const [{drawTaskList}, {liveProgress}] = await Promise.all([import('./task-list.js'), import('./live-progress.js')])
  return liveProgress(drawTaskList, note)
}

const nothing = async () => {}
const SILENT: Progress = {show: () => {}, rest: nothing, close: nothing}
