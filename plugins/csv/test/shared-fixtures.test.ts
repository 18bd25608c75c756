import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {openInput} from '@everport/plugin-kit'
import {type ReadResult, readAll} from '@everport/plugin-kit/testing'
import {describe, expect, it} from 'vitest'
import {csv} from '../src/index.js'
import {notice, skips, texts, times} from './read-table.js'

const ROOT = join(import.meta.dirname, '../../../../shared/fixtures/csv')
const isThere = existsSync(ROOT)
const ABSENT = isThere ? '' : ' (SKIPPED: shared fixtures are absent)'

/** Messages and skips together are the rows of the file, counted by hand or by another parser. */
interface Outcome {
  messages: number
  skips?: string[]
  options?: object
  /** Rows, where one gives several messages. */
  rows?: number
}

const BERLIN = {timezone: 'Europe/Berlin'}
const READ: Record<string, Outcome> = {
  'chatbot-logs/armaan-role-message.csv': {messages: 10},
  'chatbot-logs/geddes-question-response.csv': {messages: 10, rows: 5, options: BERLIN},
  'chatbot-logs/kavini-user_msg-bot_reply-unquoted-commas.csv': {messages: 20, rows: 10, options: BERLIN},
  'csv-test-data/all-empty.csv': {messages: 0},
  'csv-test-data/bad-header-no-header.csv': {messages: 0},
  'csvkit/empty.csv': {messages: 0},
  'frictionless/empty.csv': {messages: 0},
  'predicting-compliance/chat.csv': {messages: 2294},
  'predicting-compliance/raw_05_15_Chat messages (accessed 2020-05-15).csv': {messages: 65},
  'predicting-compliance/raw_05_25_10_Chat messages (accessed 2020-05-25).csv': {messages: 1119},
  'synthetic/ambiguous-day-month.csv': {messages: 3, options: BERLIN},
  'synthetic/ambiguous-unresolvable.csv': {messages: 2, options: {...BERLIN, dateOrder: 'dmy'}},
  'synthetic/cr-only-classic-mac.csv': {messages: 2},
  'synthetic/discord-data-package-messages.csv': {messages: 1, options: {me: 'Ada'}},
  'synthetic/discord-dce-2019-semicolon-trailing.csv': {messages: 1, options: BERLIN},
  'synthetic/discord-dce-2020-trailing-comma.csv': {messages: 2, options: BERLIN},
  'synthetic/discord-dce-2024-iso.csv': {messages: 2},
  'synthetic/duplicate-and-blank-headers.csv': {messages: 1, options: BERLIN},
  'synthetic/empty-lines-and-blank-rows.csv': {messages: 2},
  'synthetic/excel-mangled-ids.csv': {messages: 2, options: {...BERLIN, dateOrder: 'mdy'}},
  'synthetic/header-only.csv': {messages: 0},
  'synthetic/headerless-leading-blank-line-channels.csv': {
    messages: 3,
    options: {...BERLIN, map: ['conversation=2', 'name=3']},
  },
  'synthetic/headers-multilingual.csv': {messages: 1, options: BERLIN},
  'synthetic/inconsistent-dates.csv': {
    messages: 10,
    skips: ['bad-time 2', 'bad-time 13', 'bad-time 14'],
    options: {...BERLIN, dateOrder: 'dmy'},
  },
  'synthetic/inner-unescaped-quote.csv': {messages: 3},
  'synthetic/layout-events-chunked-response.csv': {messages: 3, skips: ['event 5'], options: BERLIN},
  'synthetic/layout-messages-json-cell.csv': {messages: 3, rows: 2},
  'synthetic/layout-one-file-per-conversation/2024-05-02 10-11-12.csv': {messages: 2, options: BERLIN},
  'synthetic/layout-one-file-per-conversation/2024-05-03 08-00-00.csv': {messages: 1, options: BERLIN},
  'synthetic/layout-transcript-in-cell.csv': {messages: 7, rows: 2},
  'synthetic/layout-turn-pairs.csv': {messages: 4, rows: 3, options: BERLIN},
  'synthetic/llm-role-content.csv': {messages: 2, skips: ['event 2', 'event 5']},
  'synthetic/mixed-eol.csv': {messages: 2},
  'synthetic/mojibake-double-encoded.csv': {messages: 1},
  'synthetic/nbsp-and-zero-width-headers.csv': {messages: 1},
  'synthetic/newest-first.csv': {messages: 3},
  'synthetic/no-header.csv': {messages: 2, options: BERLIN},
  'synthetic/nul-bytes.csv': {messages: 1},
  'synthetic/pipe-delimited.csv': {messages: 1},
  'synthetic/preamble-rows.csv': {messages: 1, skips: ['short-row 6']},
  'synthetic/quoted-printable-html-entities.csv': {messages: 1},
  'synthetic/ragged-rows.csv': {messages: 2, skips: ['short-row 3']},
  'synthetic/reply-columns.csv': {messages: 4},
  'synthetic/sep-line-excel.csv': {messages: 1, options: BERLIN},
  'synthetic/seven-digit-fraction-system-rows.csv': {messages: 1, skips: ['event 2', 'event 4'], options: BERLIN},
  'synthetic/single-quotes.csv': {messages: 1},
  'synthetic/split-date-time-columns.csv': {messages: 2, options: BERLIN},
  'synthetic/support-intercom-flat.csv': {messages: 3, skips: ['event 4', 'event 5'], options: BERLIN},
  'synthetic/support-two-file-messages.csv': {messages: 2},
  'synthetic/support-ultimate-ai-template.tsv': {messages: 3},
  'synthetic/timezones.csv': {messages: 4, skips: ['bad-time 5']},
  'synthetic/unterminated-quote.csv': {messages: 2, skips: ['unclosed-quote 2']},
  'synthetic/utf16be-bom.csv': {messages: 3},
  'synthetic/utf16le-bom-tab-excel-unicode-text.txt': {messages: 3},
  'synthetic/utf16le-no-bom.csv': {messages: 3},
  'synthetic/utf8-bom-crlf.csv': {messages: 3},
  'synthetic/windows1251-semicolon-ru.csv': {messages: 1, options: {...BERLIN, encoding: 'windows-1251'}},
  'synthetic/windows1252-semicolon-de.csv': {messages: 2, options: BERLIN},
  'twcs/twcs-index-column-float-ids.csv': {messages: 5000},
  'twcs/twcs-kaggle-sample.csv': {messages: 93},
  'twcs/twcs-upper-TRUE-FALSE.csv': {messages: 121},
  'ubuntu-dialogue/dialogueText.csv': {messages: 9999},
  'weclone-wechat/test_person_0_730.csv': {
    messages: 94,
    skips: ['event 56', 'event 62'],
    options: {...BERLIN, me: 'Ada'},
  },
}

/** Files that ask a question when nothing is said. */
const ASKED: Record<string, RegExp> = {
  'synthetic/ambiguous-unresolvable.csv': /can be 3 April or 4 March/,
  'synthetic/discord-data-package-messages.csv': /no column says who wrote/,
  'synthetic/excel-mangled-ids.csv': /can be 1 February or 2 January/,
  'synthetic/headerless-leading-blank-line-channels.csv': /no column says who wrote.*3 "usera"/,
  'synthetic/inconsistent-dates.csv': /written in two orders/,
  'synthetic/windows1251-semicolon-ru.csv': /does not look like a chat/,
}

const files = isThere
  ? readdirSync(ROOT, {recursive: true, encoding: 'utf8'})
      .filter((path) => /\.(csv|tsv|txt)$/.test(path))
      .sort()
  : ['none']

async function read(path: string, options: object = {}): Promise<ReadResult> {
  const tree = await openInput(join(ROOT, path))
  try {
    return await readAll(csv, tree, options)
  } finally {
    await tree.close()
  }
}

describe.skipIf(!isThere)(`shared fixtures${ABSENT}`, () => {
  it.each(files.filter((path) => path in READ))('reads every row of %s', async (path) => {
    const {messages, rows, skips: expected = [], options = {}} = READ[path] ?? {messages: 0}
    const result = await read(path, options)
    expect(result.messages).toHaveLength(messages)
    expect(skips(result)).toEqual(expected)
    // Layouts B and C: several messages stand on one row.
    if (rows !== undefined) expect(new Set(result.messages.map(({place}) => place?.line)).size).toBe(rows)
    expect(notice(result, messages === 0 ? 'no-rows' : 'decided')).toBeDefined()
  })

  it.each(files.filter((path) => path in ASKED))('asks a question about %s', async (path) => {
    const error: unknown = await read(path, path.includes('windows1251') ? {} : BERLIN).catch((error: unknown) => error)
    expect(error).toMatchObject({name: 'EverportError', message: expect.stringMatching(ASKED[path] ?? /$^/)})
    expect((error as {hints: string[]}).hints[0]).toMatch(/--[a-z]/)
  })

  it.each(files.filter((path) => !(path in READ)))('refuses %s with its columns', async (path) => {
    await expect(read(path, BERLIN)).rejects.toMatchObject({
      code: 'INPUT_UNRECOGNISED',
      message: expect.stringMatching(/columns found: 1 /),
      hints: expect.arrayContaining([expect.stringContaining('--map time=COLUMN')]),
    })
  })

  it.each(files)('detects %s without a crash, and never for certain', async (path) => {
    const tree = await openInput(join(ROOT, path))
    const found = await csv.detect(tree)
    await tree.close()
    const isRead = path in READ && READ[path]?.messages !== 0 && !path.includes('windows1251')
    expect(found.confidence).toBe(isRead || path.includes('header-only') ? 'likely' : 'no')
    expect(found.why).not.toBe('')
  })

  it('keeps the bare CR of a cell in its row, and the numbers of lines physical', async () => {
    const {messages} = await read('twcs/twcs-index-column-float-ids.csv')
    const message = messages.find(({id}) => id === '3399')
    expect(message?.text).toMatch(/^@AskPayPal \n\nI just love/)
    expect(messages.at(-1)?.place?.line).toBeGreaterThan(5190)
  })

  it('gives overlapping exports the same ids', async () => {
    const early = await read('predicting-compliance/raw_05_15_Chat messages (accessed 2020-05-15).csv')
    const late = await read('predicting-compliance/raw_05_25_10_Chat messages (accessed 2020-05-25).csv')
    const ids = new Set(late.messages.map(({conversation, id}) => `${conversation} ${id}`))
    expect(early.messages.filter(({conversation, id}) => !ids.has(`${conversation} ${id}`))).toEqual([])
  })

  it('reads two files of one layout as two conversations', async () => {
    const {conversations} = await read('synthetic/layout-one-file-per-conversation', BERLIN)
    expect(conversations.map(({id, kind}) => `${id} ${kind}`)).toEqual([
      '2024-05-02 10-11-12 assistant',
      '2024-05-03 08-00-00 assistant',
    ])
  })

  it('decodes what its tools wrote', async () => {
    const german = await read('synthetic/windows1252-semicolon-de.csv', BERLIN)
    expect(german.messages.map(({sender, text}) => `${sender}: ${text}`)).toEqual([
      'Zoë: Grüße; alles gut',
      'Jürgen: Preis 3,50 € – “ok”',
    ])
    expect(times(german)).toEqual(['2024-03-01T08:00:00.000Z', '2024-03-13T20:05:00.000Z'])
    const russian = await read('synthetic/windows1251-semicolon-ru.csv', {...BERLIN, encoding: 'windows-1251'})
    expect(texts(russian)).toEqual(['Привет, как дела?'])
  })

  it('splits questions and answers with unquoted commas', async () => {
    const {messages} = await read('chatbot-logs/kavini-user_msg-bot_reply-unquoted-commas.csv', BERLIN)
    expect(messages[3]).toMatchObject({role: 'assistant', text: "I'm sorry, I didn’t get that."})
    expect(messages.filter(({role}) => role === 'user')).toHaveLength(10)
  })
})
