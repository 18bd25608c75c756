import type {SourceRecord} from '@everport/plugin-kit'
import {createConversationReader, type Reading} from '../conversation/conversation-reader.js'
import type {Conversation} from '../conversation/conversations.js'
import {dayOf} from '../tree/day-order.js'
import {loadWhole, streamItems} from './items.js'

/** Reads a conversation from its day files, which are in time order. */
export async function* readDays(conversation: Conversation, reading: Reading): AsyncGenerator<readonly SourceRecord[]> {
  const {warn} = reading.context
  const reader = createConversationReader(conversation, reading, hasCopies(conversation) ? 'pages' : 'time')
  yield reader.begin()
  for (const file of conversation.files) {
    // Nearly all are small, and there are tens of thousands: a generator for each would be felt.
    const whole = await loadWhole(file, warn)
    if (whole !== undefined) yield reader.take(whole, file.path)
    else for await (const part of streamItems(file, warn)) yield reader.take(part, file.path)
  }
  yield reader.end()
}

/** Exports merged by hand have two files for a day, and then time goes back once a day. */
function hasCopies({files}: Conversation): boolean {
  return files.some((file, index) => index > 0 && dayOf(file) === dayOf(files[index - 1]!))
}
