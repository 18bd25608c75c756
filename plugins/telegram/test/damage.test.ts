import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {repairBareIds} from '../src/json/repair-bare-ids.js'
import {repairHexEscapes} from '../src/json/repair-hex-escapes.js'
import {repairJson} from '../src/json/repair-json.js'
import {codes, readFiles, readOne, readResult, reasons, refusal} from './read-export.js'
import {account, chat, group, message, SELF} from './result-json.js'

type Repair = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

/** Feeds the bytes in pieces of the given sizes, each in a buffer that is overwritten afterwards, as file readers do. */
async function repaired(repair: Repair, text: string, sizes: readonly number[]): Promise<string> {
  const bytes = Buffer.from(text)
  async function* pieces() {
    const buffer = Buffer.alloc(Math.max(1, ...sizes))
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const size = Math.max(1, sizes[i % sizes.length] ?? 1)
      const length = bytes.copy(buffer, 0, at, at + size)
      yield buffer.subarray(0, length)
      buffer.fill(0x21)
      at += length
    }
  }
  const out: Buffer[] = []
  for await (const piece of repair(pieces())) out.push(Buffer.from(piece))
  return Buffer.concat(out).toString()
}

const EVERY_SIZE = [1, 2, 3, 4, 5, 7, 1000]

describe('escapes of control characters', () => {
  it.each([
    ['#55 a form feed', '"form feed \\x0C end"', '"form feed \\u000C end"'],
    ['#55 a backslash before x41', '"C:\\\\x41"', '"C:\\\\x41"'],
    ['#55 a backslash, then a form feed', '"\\\\\\x0C"', '"\\\\\\u000C"'],
    ['#55 escapes in a row', '"1=412\\x012=97180\\x00\\x1F"', '"1=412\\u00012=97180\\u0000\\u001F"'],
    ['#55 an x that is no escape', '"\\xZZ \\x"', '"\\\\xZZ \\\\x"'],
    ['#55 escapes that are JSON', '"\\n\\"\\u2028\\t\\\\"', '"\\n\\"\\u2028\\t\\\\"'],
    ['#55 nothing', '{}', '{}'],
  ])('%s, whatever the pieces', async (_, text, expected) => {
    for (const size of EVERY_SIZE) expect(await repaired(repairHexEscapes, text, [size])).toBe(expected)
  })

  it('#55 are read as the characters they stand for', async () => {
    const text = JSON.stringify(chat([message(1, {text: 'a@b; \\x41'})])).replace('@', '\\x0C')
    expect((await readOne(text)).text).toBe('a\u000Cb; \\x41')
  })

  it('#55 come out alike however the file is cut', async () => {
    const escapes = fc.array(
      fc.constantFrom('\\x0C', '\\\\', '\\"', '\\xZ', 'x41', '\\n', 'a', '"', '\\u00e9', '\\x1'),
      {maxLength: 30},
    )
    await fc.assert(
      fc.asyncProperty(
        escapes,
        fc.array(fc.integer({min: 1, max: 9}), {minLength: 1, maxLength: 5}),
        async (parts, sizes) => {
          const text = parts.join('')
          expect(await repaired(repairHexEscapes, text, sizes)).toBe(await repaired(repairHexEscapes, text, [10_000]))
        },
      ),
    )
  })
})

describe('custom emoji without quotes', () => {
  it.each([
    ['#56 a path', '"document_id": video_files/sticker (2).webm\n}', '"document_id": ""\n}'],
    ['#56 a word in brackets', '"document_id": (unavailable)\r\n}', '"document_id": ""\r\n}'],
    ['#56 a path that more follows', '"document_id": a "b".webm,\n "x": 1}', '"document_id": "",\n "x": 1}'],
    ['#56 a number', '"document_id": 5361979468887893611\n}', '"document_id": 5361979468887893611\n}'],
    ['#56 a number in a small file', '{"document_id":5,"x":1}', '{"document_id":5,"x":1}'],
    ['#56 a string', '"document_id": "stickers/a.webm"\n}', '"document_id": "stickers/a.webm"\n}'],
    ['#56 the word as a value', '{"type": "document_id",\n "x": a}', '{"type": "document_id",\n "x": a}'],
    ['#56 the word at the end', '{"document_id"', '{"document_id"'],
    ['#56 a path at the end', '{"document_id": video', '{"document_id": video'],
  ])('%s, whatever the pieces', async (_, text, expected) => {
    for (const size of EVERY_SIZE) expect(await repaired(repairBareIds, text, [size])).toBe(expected)
  })

  it('#56 leave the message readable', async () => {
    const emoji = message(1, {text: [{type: 'custom_emoji', text: '😮', document_id: '@@'}, ' wow']})
    const text = JSON.stringify(chat([emoji, message(2)]), null, 1).replace('"@@"', 'video_files/sticker (2).webm')
    expect((await readResult(text)).messages.map((read) => read.text)).toEqual(['😮 wow', 'text 2'])
  })
})

it('leaves a file without mistakes as it is, however it is cut', async () => {
  const text = JSON.stringify(
    account([chat([message(1, {text: [{type: 'custom_emoji', text: '\\x', document_id: '5'}]})])]),
    null,
    1,
  )
  for (const size of [1, 13, 64, 100_000]) expect(await repaired(repairJson, text, [size])).toBe(text)
})

it('#57 keeps a message whose buttons hold broken UTF-8', async () => {
  const text = JSON.stringify(chat([message(1, {inline_bot_buttons: [[{type: 'callback', text: 'go', data: '@@'}]]})]))
  const bytes = Buffer.from(text)
  bytes.fill(0xff, bytes.indexOf('@@'), bytes.indexOf('@@') + 2)
  expect((await readResult(bytes)).messages).toHaveLength(1)
})

describe('files that end too early', () => {
  const whole = JSON.stringify(
    account([chat([message(1), message(2)], {name: 'First', id: 5}), chat([message(3), message(4)])]),
    null,
    1,
  )

  it('#58 give all messages before the end, and say where and in which chat that is', async () => {
    const cut = whole.indexOf('text 4')
    const result = await readResult(whole.slice(0, cut))
    expect(result.messages.map(({id}) => id)).toEqual(['1', '2', '3'])
    expect(reasons(result)).toEqual({truncated: 1})
    expect(result.skips).toMatchObject([
      {conversation: 'user1000002', place: {file: 'result.json', record: 4, byte: expect.any(Number)}},
    ])
    expect(result.notices).toMatchObject([
      {code: 'truncated-file', message: expect.stringMatching(/ends at byte \d+ in the chat "Bob"/)},
    ])
  })

  it('#58 count one message as cut even when they end between two: more is not known', async () => {
    const cut = whole.indexOf('{', whole.indexOf('text 3'))
    const result = await readResult(whole.slice(0, cut))
    expect(result.messages.map(({id}) => id)).toEqual(['1', '2', '3'])
    expect(codes(result)).toEqual(['truncated-file'])
    expect(reasons(result)).toEqual({truncated: 1})
  })

  it('#58 are refused with a sentence when they end before the first message', async () => {
    const {code, text} = await refusal(readResult(whole.slice(0, whole.indexOf('"list"'))))
    expect([code, text]).toEqual(['INPUT_EMPTY', expect.stringContaining('result.json ends before its first message')])
  })

  it('#58 never fail, wherever they end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({min: whole.indexOf('text 1'), max: whole.length - 1}), async (cut) => {
        const result = await readResult(whole.slice(0, cut))
        expect(result.messages.map(({id}) => Number(id))).toEqual([1, 2, 3, 4].slice(0, result.messages.length))
        expect(reasons(result).truncated ?? 0).toBeLessThanOrEqual(1)
        expect(codes(result)).toContain('truncated-file')
      }),
      {numRuns: 40},
    )
  })
})

describe('files that hold little', () => {
  it('#59 say that a chat without messages is one', async () => {
    const result = await readResult(chat([]))
    expect([result.messages, result.conversations]).toEqual([[], []])
    expect(result.notices).toMatchObject([{code: 'no-messages', message: 'result.json holds no messages.'}])
  })

  it('#59 refuse an empty object with a sentence', async () => {
    expect(await refusal(readResult({}))).toMatchObject({
      code: 'INPUT_EMPTY',
      text: expect.stringContaining('result.json holds no chats.'),
    })
  })

  it('#67 tell what to tick when an account export has no chats', async () => {
    const {chats: _, ...rest} = account([])
    const {code, text} = await refusal(readResult(rest))
    expect(code).toBe('INPUT_EMPTY')
    expect(text).toContain('tick "Personal chats"')
  })

  it('refuse what is no export at all', async () => {
    expect((await refusal(readFiles({'notes.txt': 'hello'}))).text).toContain('Export chat history')
  })
})

describe('what stands between messages', () => {
  it('counts no message that was read, where a comma is missing behind it', async () => {
    const text = JSON.stringify(chat([message(1), message(2), message(3)]), null, 1)
    const result = await readResult(text.replace(/\},(\s*\{\s*"id": 2)/, '} $1'))
    expect(result.messages.map(({id}) => id)).toEqual(['1', '2', '3'])
    expect(reasons(result)).toEqual({})
    expect(codes(result)).toEqual(['unreadable-json'])
  })

  it('counts elements that are no messages', async () => {
    const result = await readResult(chat([null, 5, message(1), 'x', []]))
    expect(result.messages).toHaveLength(1)
    expect(reasons(result)).toEqual({unreadable: 4})
  })

  it('reads anything in any field without failing', async () => {
    const fields = [
      'text',
      'from',
      'from_id',
      'photo',
      'file',
      'poll',
      'todo_list',
      'action',
      'contact_information',
      'forwarded_from',
      'edited',
      'rich_message',
      'title',
      'members',
      'type',
      'location_information',
    ]
    const wild = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({maxDepth: 3}))
    await fc.assert(
      fc.asyncProperty(fc.array(wild, {maxLength: 5}), async (changes) => {
        const result = await readResult(group(changes.map((change, i) => message(i, change))), {events: true})
        const skipped = Object.values(reasons(result)).reduce((sum, count) => sum + count, 0)
        expect(result.messages.length + skipped).toBe(changes.length)
      }),
      {numRuns: 60},
    )
  })
})

describe('files that were saved again', () => {
  const chats = [chat([message(1), message(2)], {name: null}), group([message(3)])]
  const original = account(chats)
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, inner]) => [key, sorted(inner)]),
          )
        : value

  it.each([
    ['with a byte order mark', `\uFEFF${JSON.stringify(original)}`],
    ['on one line', JSON.stringify(original)],
    ['with CRLF', JSON.stringify(original, null, 1).replaceAll('\n', '\r\n')],
    [
      'with sorted keys, so that messages stand before the name of their chat',
      JSON.stringify(sorted(original), null, 2),
    ],
  ])('#61 read the same %s', async (_, text) => {
    const expected = await readResult(original)
    const result = await readResult(text)
    expect([result.conversations, result.people, result.messages]).toEqual([
      expected.conversations,
      expected.people,
      expected.messages,
    ])
    expect(codes(result)).toEqual([])
  })

  it('#61 know the owner of an account that is named at the end', async () => {
    const mine = group([message(1, {from: 'Ada', from_id: `user${SELF}`})])
    const result = await readResult(JSON.stringify(sorted(account([mine]))))
    expect(codes(result)).toEqual(['only-own-messages'])
  })
})
