import {setImmediate} from 'node:timers/promises'
import type {RunContext} from '../run/run.js'
import type {NewUnread} from '../store/rejects.js'
import type {Scratch} from '../store/scratch.js'
import type {UnreadRow} from '../store/scratch-unread.js'
import type {Store} from '../store/store.js'
import type {Names} from './naming.js'

const BREATHE_EVERY = 4000

/** Takes what could not be read into the state file, with numbers of the state file for those of the scratch file. */
export async function mergeUnread(
  run: number,
  scratch: Scratch,
  store: Store,
  names: Names,
  numberOf: {conversation(staged: number): number; file(staged: number): number},
  {signal}: Pick<RunContext, 'signal'>,
): Promise<void> {
  let done = 0
  for (const row of scratch.unreadRows()) {
    const {reason, count, record, line, byte, excerpt} = row
    store.rejects.addUnread({
      run,
      reason,
      count,
      conversation: row.conversation === 0 ? 0 : numberOf.conversation(row.conversation),
      file: row.file === null ? null : numberOf.file(row.file),
      record,
      line,
      byte,
      excerpt,
      message: messageOf(row, store, names),
    })
    done += 1
    if (done % BREATHE_EVERY !== 0) continue
    await setImmediate()
    signal.throwIfAborted()
  }
}

function messageOf(row: UnreadRow, store: Store, names: Names): NewUnread['message'] {
  const {key, at, person, text} = row
  if (key === null || person === null || text === null) return undefined
  const sender = names.sender(person)
  const role = names.role({role: row.role, bot: row.bot === 1}, sender)
  // Had its time been right, it would have been left out all the same.
  if (role === 'drop') return undefined
  return {key, sender: store.messages.senderNumber(sender.target, row.sender_name ?? sender.name), role, at, text}
}
