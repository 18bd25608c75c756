import {once} from 'node:events'
import {createWriteStream, mkdirSync, renameSync, rmSync, type WriteStream} from 'node:fs'
import {join} from 'node:path'
import {setImmediate} from 'node:timers/promises'
import type {ImportOptions} from '../config/import-options.js'
import {EverportError} from '../errors/everport-error.js'
import {everosId} from '../model/everos-id.js'
import {booksFrom, withSortedExport} from './read-sorted.js'
import type {Books, GroupedNotice} from './report.js'
import type {ExportToRead, RunContext} from './run.js'

export interface ConvertRequest {
  from: ExportToRead
  options: ImportOptions
  /** Folder for the files, created when missing. Files of the same names are replaced. */
  out: string
  /** `json`: one file per conversation in the format of the EverOS batch guide. `ndjson`: one file, a message a line. */
  format: 'json' | 'ndjson'
}

export interface ConvertReport {
  conversations: number
  people: number
  books: Books
  /** Names of the files written, in `out`. */
  files: string[]
  notices: GroupedNotice[]
}

interface ConvertedMessage {
  role: 'user' | 'assistant'
  sender: string
  name: string
  at: number
  key: string
  text: string
}

const BREATHE_EVERY = 2000

/** Writes an export in the EverOS formats, sending nothing. The same export always gives the same bytes. */
export async function convertExport(
  {from, options, out, format}: ConvertRequest,
  context: RunContext,
): Promise<ConvertReport> {
  return withSortedExport(from, options, context, async ({scratch, naming, tallies, notices}) => {
    makeFolder(out)
    const files: string[] = []
    const total = scratch.count()
    let sent = 0
    let done = 0
    let current:
      | {staged: number; lastAt: number; write(m: ConvertedMessage): Promise<void>; end(): Promise<void>}
      | undefined
    const whole = format === 'ndjson' ? openFile(out, 'messages.ndjson', files) : undefined
    try {
      for (const row of scratch.rows()) {
        if (current?.staged !== row.conversation) {
          await current?.end()
          current = {staged: row.conversation, lastAt: 0, ...openConversation(row.conversation)}
        }
        done += 1
        if (done % BREATHE_EVERY === 0) {
          context.emit({type: 'staging', done, messages: total})
          await setImmediate()
          context.signal.throwIfAborted()
        }
        const sender = naming.sender(row.person)
        const role = naming.role(row, sender)
        if (role === 'drop') {
          tallies.add(row.conversation, 'filtered', 'bots')
          continue
        }
        const at = Math.max(row.at, current.lastAt + 1)
        current.lastAt = at
        sent += 1
        await current.write({
          role,
          sender: sender.target,
          name: row.sender_name ?? sender.name,
          at,
          key: row.key,
          text: row.text,
        })
      }
      await current?.end()
      await whole?.close()
    } catch (error) {
      await whole?.abandon()
      throw error
    }
    context.emit({type: 'staging', done: total, messages: total})
    return {
      conversations: scratch.conversationCount(),
      people: scratch.speakerCount(),
      books: booksFrom(
        tallies.entries((id) => id),
        sent,
      ),
      files,
      notices: notices.grouped(),
    }

    function openConversation(staged: number): {write(m: ConvertedMessage): Promise<void>; end(): Promise<void>} {
      const c = scratch.getConversation(staged)
      const target = naming.conversationTarget(c)
      const owner = naming.owner(c)
      const message = (m: ConvertedMessage) =>
        owner === undefined
          ? {
              role: m.role,
              sender_id: m.sender,
              sender_name: m.name,
              timestamp: m.at,
              content: m.text,
              message_id: everosId(target, m.key),
            }
          : {role: m.role, timestamp: m.at, content: m.text}
      if (whole) {
        const scope = owner === undefined ? {group_id: target} : {user_id: owner, session_id: target}
        return {write: (m) => whole.write(`${JSON.stringify({...scope, ...message(m)})}\n`), end: async () => {}}
      }
      const file = openFile(out, `${target}.json`, files)
      const head = JSON.stringify(owner === undefined ? {group_id: target} : {user_id: owner}).slice(0, -1)
      let first = true
      return {
        async write(m) {
          await file.write(`${first ? `${head},"messages":[\n` : ',\n'}${JSON.stringify(message(m))}`)
          first = false
        },
        async end() {
          await file.write(first ? `${head},"messages":[]}\n` : '\n]}\n')
          await file.close()
        },
      }
    }
  })
}

/** A file that appears under its name only when it is complete. */
function openFile(folder: string, name: string, files: string[]) {
  const path = join(folder, name)
  const draft = `${path}.part`
  const stream: WriteStream = createWriteStream(draft, {highWaterMark: 1 << 20})
  let failure: Error | undefined
  stream.on('error', (error) => {
    failure = error
  })
  return {
    async write(text: string): Promise<void> {
      if (failure) throw unwritable(path, failure)
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), once(stream, 'close')])
    },
    async close(): Promise<void> {
      stream.end()
      if (!stream.closed) await once(stream, 'close')
      if (failure) throw unwritable(path, failure)
      renameSync(draft, path)
      files.push(name)
    },
    async abandon(): Promise<void> {
      stream.destroy()
      rmSync(draft, {force: true})
    },
  }
}

function makeFolder(out: string): void {
  try {
    mkdirSync(out, {recursive: true})
  } catch (error) {
    throw unwritable(out, error)
  }
}

function unwritable(path: string, error: unknown): EverportError {
  return new EverportError(
    'STATE_UNUSABLE',
    `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    {
      cause: error,
      hints: ['Choose another folder with --out.'],
    },
  )
}
