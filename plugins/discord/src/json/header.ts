import {selectJson} from '@everport/plugin-kit'
import {parseTimestamp} from '../message-time.js'
import type {RawChannel, RawGuild, RawMessage} from '../raw.js'

export interface JsonHeader {
  guild?: RawGuild
  channel?: RawChannel
  /** Unix ms; absent before 2.40.1. */
  exportedAt?: number
}

const SELECTIONS = [
  {path: 'guild', fields: ['id', 'name'], exactIntegers: true},
  {path: 'channel', fields: ['id', 'type', 'categoryId', 'category', 'name', 'topic'], exactIntegers: true},
  {path: 'exportedAt'},
  {path: 'messages[]', fields: ['id', 'timestamp', 'author', 'content'], exactIntegers: true},
] as const

export interface HeaderScan {
  header: JsonHeader
  /** The first message, when the scan came so far. */
  first?: RawMessage
}

/**
 * What stands before `messages`, reading no further than the first message. Imitators put their keys in another order: when no
 * channel has been seen by then, the scan goes on to the end of the file, in flat memory.
 */
export async function scanHeader(chunks: AsyncIterable<Uint8Array>): Promise<HeaderScan> {
  const scan: HeaderScan = {header: {}}
  for await (const matches of selectJson(chunks, SELECTIONS)) {
    for (const match of matches) {
      if (match.error !== undefined) continue
      if (match.selection === 0) scan.header.guild = match.value as RawGuild
      else if (match.selection === 1) scan.header.channel = match.value as RawChannel
      else if (match.selection === 2) {
        const exportedAt = parseTimestamp(match.value)
        if (exportedAt !== undefined) scan.header.exportedAt = exportedAt.at
      } else {
        scan.first ??= match.value as RawMessage
        if (scan.header.channel !== undefined) return scan
      }
    }
  }
  return scan
}
