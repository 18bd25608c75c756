import type {SourceRecord} from '@everport/plugin-kit'

/** Records that are passed on together. */
const BATCH = 256

/**
 * Day files hold a handful of messages each: passing on every one alone would cost more than reading it. A conversation goes on
 * at once, because skips are counted for it while its first messages are still being read.
 */
export async function* gathered(
  batches: AsyncIterable<readonly SourceRecord[]>,
  signal: AbortSignal,
): AsyncGenerator<readonly SourceRecord[]> {
  let held: SourceRecord[] = []
  for await (const batch of batches) {
    if (signal.aborted) return
    let isUrgent = false
    for (const record of batch) {
      held.push(record)
      isUrgent ||= record.type === 'conversation'
    }
    if (held.length < BATCH && !isUrgent) continue
    yield held
    held = []
  }
  if (held.length > 0) yield held
}
