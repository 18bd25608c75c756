import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {message, readMessages, texts, ts, user} from './small-export.js'

/** A file that begins with a byte order mark is read by JSON.parse. */
const wholly = (messages: readonly unknown[]) =>
  readMessages([], {}, {'general/2020-01-01.json': `\ufeff${JSON.stringify(messages)}`})

const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{type: 'rich_text_section', elements: [{type: 'text', text}]}],
})
const section = (text: string) => ({type: 'section', text: {type: 'mrkdwn', text}})

describe('what is not built of plain messages is missed by nobody', () => {
  test.each<[string, object, string]>([
    ['text beside an equal block', {text: 'hello', blocks: [rich('hello')]}, 'hello'],
    ['no text, all in blocks', {text: '', blocks: [rich('only here')]}, 'only here'],
    ['text that is an emoji, with more in blocks', {text: ':skin-tone-2:', blocks: [rich('words')]}, ''],
    ['a layout that says more', {text: 'short', blocks: [section('much longer than short')]}, 'much longer than short'],
    ['a placeholder', {text: "This content can't be displayed.", blocks: [rich('it can')]}, 'it can'],
    [
      'a placeholder in bold',
      {text: '*This message contains interactive elements*', blocks: [rich('press here')]},
      '*This message contains interactive elements*',
    ],
  ])('%s', async (_, more, expected) => {
    const messages = [message(more)]
    const read = await readMessages(messages)
    if (expected !== '') expect(texts(read)).toEqual([expected])
    expect(read).toEqual(await wholly(messages))
  })

  test('anything reads alike whichever way it is read', async () => {
    const text = fc.oneof(
      fc.string({unit: 'binary'}),
      fc.constantFrom(
        'hello',
        '',
        '<@U1ALICE1>',
        ':+1:',
        '<@U9STRANGE> hi',
        'This message can’t be displayed',
        '   ',
        '&lt;',
      ),
    )
    const block = fc.oneof(text.map(rich), text.map(section), fc.constant({}), fc.constant(null))
    const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, {nil: undefined})
    const one = fc.record({
      user: fc.constantFrom('U1ALICE1', 'U9STRANGE'),
      text: optional(text),
      blocks: optional(fc.array(block, {maxLength: 2})),
      subtype: optional(fc.constantFrom('bot_message', 'channel_join', 'file_share', 'thread_broadcast', 'me_message')),
      user_profile: optional(fc.constant(user('', 'Stranger').profile)),
      files: optional(fc.constant([{id: 'F1', name: 'a.txt', title: 'A'}])),
      attachments: optional(fc.constant([{text: 'attached', blocks: [rich('inside')]}])),
      thread_ts: optional(fc.constant(ts())),
      edited: optional(fc.constant({user: 'U1ALICE1', ts: ts(99)})),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(one, {maxLength: 6}), async (drawn) => {
        const messages = drawn.map((more, i) => message({ts: ts(i), ...more}))
        expect(await readMessages(messages)).toEqual(await wholly(messages))
      }),
      {numRuns: 200},
    )
  })
})
