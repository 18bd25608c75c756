import type {InputTree} from '@everport/core/input'
import type {ConversationRecord, MessageRecord, PersonRecord} from '@everport/core/model'
import type {Notice, Skip, Source} from '@everport/core/source'
import type {z} from 'zod'

export interface ReadResult {
  conversations: ConversationRecord[]
  people: PersonRecord[]
  messages: MessageRecord[]
  skips: Skip[]
  notices: Notice[]
}

/** Reads a whole (small) export the way staging does and keeps everything, for tests. Options go through the source's schema. */
export async function readAll<Options extends z.ZodObject>(
  source: Source<Options>,
  tree: InputTree,
  options: z.input<Options> = {} as z.input<Options>,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReadResult> {
  const result: ReadResult = {conversations: [], people: [], messages: [], skips: [], notices: []}
  const context = {
    signal,
    skip: (skip: Skip) => void result.skips.push(skip),
    warn: (notice: Notice) => void result.notices.push(notice),
  }
  for await (const batch of source.read(tree, source.options.parse(options), context)) {
    for (const record of batch) {
      if (record.type === 'conversation') result.conversations.push(record)
      else if (record.type === 'person') result.people.push(record)
      else result.messages.push(record)
    }
  }
  return result
}
