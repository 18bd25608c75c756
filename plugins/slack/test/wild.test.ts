import fc from 'fast-check'
import {expect, test} from 'vitest'
import {plainText} from '../src/markup.js'
import {exportTree, GENERAL, read} from './small-export.js'

const SUBTYPES = [
  'bot_message',
  'message_changed',
  'message_deleted',
  'thread_broadcast',
  'file_share',
  'channel_join',
  'tombstone',
  'x',
]
const KEYS = [
  'ts',
  'user',
  'text',
  'subtype',
  'blocks',
  'attachments',
  'files',
  'file',
  'comment',
  'thread_ts',
  'replies',
  'edited',
]
const MORE_KEYS = [
  'message',
  'deleted_ts',
  'room',
  'bot_id',
  'bot_profile',
  'user_profile',
  'elements',
  'type',
  'fields',
  'rows',
]

const ts = fc.oneof(
  fc.integer({min: 1_400_000_000, max: 1_400_000_050}).map((s) => `${s}.000100`),
  fc.string(),
)
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    {depthSize: 'small'},
    fc.string({unit: 'binary'}),
    fc.constantFrom('rich_text', 'section', ...SUBTYPES),
    ts,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), {maxLength: 3}),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...KEYS, ...MORE_KEYS), tie('any'), {maxKeys: 6}),
})).any
const wildMessage = fc
  .tuple(fc.dictionary(fc.constantFrom(...KEYS, ...MORE_KEYS), value), ts, fc.boolean())
  .map(([fields, at, isPlain]) => (isPlain ? {type: 'message', user: 'U1', ts: at, text: 'x', ...fields} : fields))

test('accounts for every item of a day file, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(wildMessage, value), {maxLength: 12}), fc.boolean(), async (items, events) => {
      const whole = items.map((item) => withoutWholeReplies(item))
      const {messages, skips} = await read(exportTree({'channels.json': [GENERAL], 'general/2020-01-01.json': whole}), {
        events,
      })
      expect(messages.length + skips.length).toBe(whole.length)
      for (const {at, text, id} of messages) {
        expect(Number.isSafeInteger(at)).toBe(true)
        expect(text.isWellFormed()).toBe(true)
        expect(id).not.toBe('')
      }
    }),
    {numRuns: 300},
  )
})

/** Replies inside a parent would be items of their own. */
function withoutWholeReplies(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
  const {replies, slackdump_thread_replies, ...rest} = item as Record<string, unknown>
  return rest
}

test('reads any text as mrkdwn', () => {
  const piece = fc.oneof(
    fc.constantFrom('<', '>', '&amp;', '&lt;', '|', ':', '`', '```', '@U1', '!date^1^', '#C1', 'http://x', ':wave:'),
    fc.string(),
  )
  const names = {person: (id: string) => (id === 'U1' ? 'Alice' : undefined), channel: () => undefined}
  fc.assert(
    fc.property(
      fc.array(piece, {maxLength: 30}),
      fc.constantFrom('unicode' as const, 'as-written' as const),
      (pieces, emoji) => {
        expect(typeof plainText(pieces.join(''), names, emoji)).toBe('string')
      },
    ),
  )
})

test('reads a long hostile text in linear time', () => {
  const names = {person: () => undefined, channel: () => undefined}
  const started = performance.now()
  for (const piece of ['<', '`', '```', ':a', '<@', '&lt', ':a:', '<a|'])
    plainText(piece.repeat(100_000), names, 'unicode')
  expect(performance.now() - started).toBeLessThan(10_000)
})
