import {join} from 'node:path'
import {createChatter} from './chatter.js'
import type {ExportSize, MadeExport} from './export-kind.js'
import {FileWriter} from './file-writer.js'
import {createRandom} from './random.js'
import {NAMES} from './words.js'

const START = Date.UTC(2019, 0, 1)
const BYTES_EACH = 190
/** Prime, so that its multiples visit every row once unless the number of rows is a multiple of it. */
const STRIDE = 7_368_787

export interface TableShape {
  /** Times in no order. Default false. */
  shuffled?: boolean
  /** All as long as each other. Default 500. */
  conversations?: number
  /** Every conversation has a message a minute, without a longer silence to cut at. Default false. */
  steady?: boolean
}

/** A table of messages, fields quoted where they must be, some over several lines; about 190 bytes a row. */
export function writeCsvTable(folder: string, size: ExportSize, seed: number, shape: TableShape): MadeExport {
  const {shuffled = false, conversations = 500, steady = false} = shape
  const [step, jitter] = steady ? [Math.floor(60_000 / conversations), 1] : [21_000, 20_000]
  const random = createRandom(seed)
  const chatter = createChatter(random)
  const rows = Math.round('bytes' in size ? size.bytes / BYTES_EACH : size.messages)
  const path = join(folder, 'messages.csv')
  const out = new FileWriter(path)
  out.write('message_id,conversation_id,conversation_name,sender_id,sender_name,timestamp,content\r\n')
  for (let row = 0; row < rows; row++) {
    const nth = shuffled ? (row * (STRIDE % rows)) % rows : row
    const conversation = nth % conversations
    const person = (conversation + Math.floor(random.next() ** 2 * 40)) % 4000
    const at = new Date(START + nth * step + random.below(jitter)).toISOString()
    out.write(
      `${nth + 1},c-${conversation},${quoted(`Room "${conversation}", north`)},p-${person},` +
        `${quoted(NAMES[person % NAMES.length]!)},${at},${quoted(chatter.text())}\r\n`,
    )
  }
  out.close()
  return {path, bytes: out.bytes, records: rows, messages: rows}
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
