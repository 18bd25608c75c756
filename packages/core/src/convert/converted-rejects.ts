import {rmSync} from 'node:fs'
import {resolve} from 'node:path'
import type {Place} from '../model/record.js'
import {isoTime, type RejectMessage, type RejectRow} from '../rejects/reject-row.js'
import type {Naming} from '../stage/naming.js'
import type {StagedConversation} from '../store/scratch.js'
import {OutputFile} from './output-file.js'

const NAME = 'rejects.ndjson'

/** What could not be converted. `message`: where only its time is at fault. */
export interface Unconverted {
  reason: string
  count: number
  place: Place | undefined
  excerpt: string | undefined
  conversation: StagedConversation | undefined
  message: {key: string; at: number | null; person: number; senderName: string | null; text: string} | undefined
  role: RejectMessage['role']
}

/** `rejects.ndjson` beside the files of a conversion: a `RejectRow` for all that could not be read. Only there when there is any. */
export class ConvertedRejects {
  readonly #folder: string
  #file: OutputFile | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  add({reason, count, place, excerpt, conversation: c, message: m, role}: Unconverted, naming: Naming): void {
    const sender = m && naming.sender(m.person)
    const row: RejectRow = {
      reason,
      ...(count !== 1 && {count}),
      ...(place && {place}),
      ...(c && {conversation: {id: naming.conversationTarget(c), name: naming.conversationName(c)}}),
      ...(m &&
        sender && {
          message: {
            id: m.key,
            sender: sender.target,
            name: m.senderName ?? sender.name,
            role,
            time: isoTime(m.at),
            text: m.text,
          },
        }),
      ...(excerpt !== undefined && {excerpt}),
    }
    this.#file ??= new OutputFile(this.#folder, NAME)
    this.#file.write(`${JSON.stringify(row)}\n`)
  }

  /** Gives the path of the file, when there is one. One that an earlier conversion left would tell of an export that is not this one. */
  close(): {rejectsFile?: string} {
    const path = resolve(this.#folder, NAME)
    if (this.#file) {
      this.#file.close()
      return {rejectsFile: path}
    }
    rmSync(path, {force: true})
    return {}
  }

  abandon(): void {
    this.#file?.abandon()
  }
}
