import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {memoryTree} from '@everport/plugin-kit'
import {readAll} from '@everport/plugin-kit/testing'
import {describe, expect, it} from 'vitest'
import {telegram} from '../src/index.js'
import {type Options, refusal} from './read-export.js'

const SHARED = fileURLToPath(new URL('../../../../shared/fixtures/telegram/', import.meta.url))
const isThere = existsSync(SHARED)
const files = isThere
  ? readdirSync(SHARED, {recursive: true, encoding: 'utf8'})
      .filter((path) => /\.(json|html)$/.test(path))
      .sort()
  : []

/** Files that cannot be read without help, by the end of their path, with the sentence that says what helps. */
const REFUSED: ReadonlyArray<[end: string, code: string, sentence: string]> = [
  ['DM_2A_7M.json', 'INPUT_NEEDS_OPTION', '--timezone'],
  ['2021-06_supergroup.result.json', 'INPUT_NEEDS_OPTION', '--timezone'],
  ['legacy-2.4.1-packed-ids-local-dates.result.json', 'INPUT_NEEDS_OPTION', '--timezone'],
  ['target.json', 'INPUT_EMPTY', 'holds no chats'],
]

/** Counts the elements of all `messages` arrays of chats, in a way of its own: with JSON.parse, or by the shape of lines. */
function countMessages(text: string): number {
  try {
    const root = JSON.parse(text)
    if (Array.isArray(root)) return 0
    const chats = root.messages ? [root] : [...(root.chats?.list ?? []), ...(root.left_chats?.list ?? [])]
    return chats.reduce((sum: number, chat: {messages: unknown[]}) => sum + chat.messages.length, 0)
  } catch {
    // Not JSON, on purpose: message objects begin with their id, one level below the chat.
    const inChats = text.slice(Math.max(0, text.indexOf('"chats"')))
    return [...inChats.matchAll(/^( {2}| {5})\{\n +"id": -?\d+,\n +"type": "(?:message|service|unsupported)"/gm)].length
  }
}

function countEntries(html: string): number {
  return [...html.matchAll(/class="message (?:default|service)[^"]*" id="message\d+"/g)].length
}

describe.skipIf(!isThere)(
  isThere ? 'real and synthetic exports' : 'real and synthetic exports: SKIPPED, the shared fixtures are absent',
  () => {
    it('are there', () => {
      expect(files.length).toBeGreaterThanOrEqual(30)
    })

    it.each(files)(
      '%s: every message is yielded or counted as skipped, or the file is refused with a sentence',
      async (path) => {
        const bytes = readFileSync(join(SHARED, path))
        const text = bytes.toString()
        const tree = () => memoryTree({[path.split('/').at(-1)!]: bytes}, {form: 'file'})
        const refused = REFUSED.find(([end]) => path.endsWith(end))
        if (refused) {
          const {code, text: said} = await refusal(readAll(telegram, tree()))
          expect([code, said]).toEqual([refused[1], expect.stringContaining(refused[2])])
          if (code !== 'INPUT_NEEDS_OPTION') return
        }
        const zone: Options = {timezone: 'Europe/Berlin'}
        for (const options of [refused ? zone : {}, {...zone, events: true}]) {
          const {messages, skips, conversations} = await readAll(telegram, tree(), options)
          const skipped = skips.reduce((sum, {count = 1}) => sum + count, 0)
          expect(messages.length + skipped).toBe(path.endsWith('.html') ? countEntries(text) : countMessages(text))
          const known = new Set(conversations.map(({id}) => id))
          for (const message of messages) {
            expect(known.has(message.conversation)).toBe(true)
            expect(message.id).not.toBe('')
            expect(message.sender).not.toBe('')
            expect(message.at).toBeGreaterThan(Date.UTC(2013, 0))
            expect(message.text !== '' || message.attachments !== undefined).toBe(true)
            expect(message.text).not.toContain('Change data exporting settings')
          }
        }
      },
    )

    it.each(files.filter((path) => !path.endsWith('target.json')))('%s is recognised', async (path) => {
      const tree = memoryTree({[path.split('/').at(-1)!]: readFileSync(join(SHARED, path))})
      expect((await telegram.detect(tree)).confidence).not.toBe('no')
    })
  },
)
