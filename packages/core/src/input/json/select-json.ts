import {ByteWindow} from './byte-window.js'
import {SPACE} from './json-cursor.js'
import type {JsonMatch} from './json-match.js'
import type {JsonSelection} from './json-selection.js'
import {JsonWalk} from './json-walk.js'

export interface SelectJsonOptions {
  /** Longest selected value in bytes, default 64 MiB; a longer one is a fault in its place. It bounds what is held. */
  limit?: number
  /** What is held of the document to begin with, default 512 KiB. */
  window?: number
}

/**
 * Selected values of a JSON document that may be larger than memory, in document order, a few hundred at a time. The
 * order of keys does not matter, nor does what the document holds besides. Values are those of `JSON.parse`; a byte
 * order mark is dropped, invalid UTF-8 becomes U+FFFD. Of a key that occurs twice above the selected values, both are
 * read.
 *
 * Faults are values too: after `bad-value` the next element is read, `truncated` comes last. What is not selected is
 * only looked at for quotes and brackets. A selection that finds nothing gives nothing.
 * @throws TypeError when a selection's path is malformed; and what reading `chunks` throws
 */
export async function* selectJson(
  chunks: AsyncIterable<Uint8Array>,
  selections: readonly JsonSelection[],
  options: SelectJsonOptions = {},
): AsyncGenerator<readonly JsonMatch[]> {
  const {limit = 64 * 1024 * 1024} = options
  const window = new ByteWindow(chunks, options.window)
  const walk = new JsonWalk(window, selections, limit)
  try {
    for (const pause of walk.document()) {
      if (walk.matches.length > 0) yield walk.take()
      if (pause === 'more') await window.fill(limit + SPACE)
    }
    if (walk.matches.length > 0) yield walk.take()
  } finally {
    await window.close()
  }
}
