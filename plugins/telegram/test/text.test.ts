import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {fencedCode, plainText} from '../src/markup.js'
import {linkText} from '../src/text/link-text.js'
import {richText} from '../src/text/rich-message.js'
import {readOne, readResult, reasons} from './read-export.js'
import {chat, message} from './result-json.js'

const part = (type: string, text: string, more: object = {}) => ({type, text, ...more})

describe('text', () => {
  it.each([
    ['a string', 'Hi', 'Hi'],
    ['#21 a list of strings and entities', ['Hi ', part('mention', '@ada'), '!'], 'Hi @ada!'],
    ['#22 a list that ends in nothing', ['bold: ', part('bold', 'жир'), ''], 'bold: жир'],
    ['#22 entities that end in nothing', [part('bold', 'a'), part('plain', '')], 'a'],
    [
      '#23 a link under words',
      [part('text_link', 'docs', {href: 'https://example.com/x'})],
      'docs (https://example.com/x)',
    ],
    [
      '#23 a link under its own address',
      [part('text_link', 'https://example.com', {href: 'https://example.com/'})],
      'https://example.com',
    ],
    ['#23 a link under nothing', [part('text_link', '', {href: 'https://example.com'})], 'https://example.com'],
    ['#24 a person mentioned by name', ['ask ', part('mention_name', 'Ada', {user_id: 1000001})], 'ask Ada'],
    ['#25 a custom emoji', [part('custom_emoji', '😮', {document_id: 'stickers/x.webm'})], '😮'],
    ['#26 code with a language', [part('pre', 'x = 1', {language: 'python'})], '```python\nx = 1\n```'],
    ['#26 code that ends its line', [part('pre', 'x = 1\n', {language: 'python'})], '```python\nx = 1\n```'],
    ['#26 code amid text', ['see', part('pre', 'x'), 'and'], 'see\n```\nx\n```\nand'],
    ['#26 code amid lines', ['see\n', part('pre', 'x'), '\nand'], 'see\n```\nx\n```\nand'],
    ['#26 code before nothing', [part('pre', 'x'), ''], '```\nx\n```'],
    ['#26 code amid words', ['run ', part('code', 'ls'), ' now'], 'run ls now'],
    ['#27 a spoiler and a quote', [part('spoiler', 'he '), part('blockquote', 'dies', {collapsed: true})], 'he dies'],
    ['an unknown entity', [part('hologram', 'text')], 'text'],
    ['nothing', null, ''],
    ['a number', 5, '5'],
    ['parts that are none', [null, 7, {}, [], part('bold', 'x')], '7x'],
    ['a text list inside an entity', [{type: 'bold', text: ['a', part('link', 'b')]}], 'ab'],
  ])('%s', (_, value, expected) => {
    expect(plainText(value)).toBe(expected)
  })

  it('ends on lists that are nested without end', () => {
    let value: unknown = 'deep'
    for (let i = 0; i < 50_000; i++) value = [{type: 'bold', text: value}]
    expect(plainText(value)).toBe('')
  })

  it('is the concatenation of its parts, whatever they are', () => {
    const types = fc.constantFrom('bold', 'mention', 'link', 'custom_emoji', 'blockquote', 'unknown')
    const parts = fc.array(fc.oneof(fc.string(), fc.record({type: types, text: fc.string()})))
    fc.assert(
      fc.property(parts, (list) => {
        expect(plainText(list)).toBe(list.map((item) => (typeof item === 'string' ? item : item.text)).join(''))
      }),
    )
  })

  it('fences code that holds fences', () => {
    expect(fencedCode('```\nx\n```', 'md')).toBe('````md\n```\nx\n```\n````')
  })

  it('#87 yields a text of any length whole', async () => {
    const text = 'long '.repeat(50_000)
    expect((await readOne(chat([message(1, {text})]))).text).toBe(text)
  })

  it('breaks lines where the author put a line or paragraph separator, as pages do', async () => {
    expect((await readOne(chat([message(1, {text: 'a\u2028b\u2029c'})]))).text).toBe('a\nb\nc')
  })

  it('falls back to nothing when there is no text at all', async () => {
    expect(reasons(await readResult(chat([message(1, {text: undefined})])))).toEqual({empty: 1})
  })
})

describe('links', () => {
  it.each([
    ['docs', 'https://example.com/docs', 'docs (https://example.com/docs)'],
    ['example.com/docs', 'https://example.com/docs/', 'example.com/docs'],
    ['Example.COM', 'http://example.com/', 'Example.COM'],
    ['@ada', 'https://t.me/ada', '@ada'],
    ['t.me/ada', 'https://t.me/ada', 't.me/ada'],
    ['ada', 'https://t.me/ada', 'ada (https://t.me/ada)'],
    ['ada@example.com', 'mailto:ada@example.com', 'ada@example.com'],
    ['+1 555', 'tel:+1 555', '+1 555'],
    [
      'https://ru.wikipedia.org/wiki/Кот',
      'https://ru.wikipedia.org/wiki/%D0%9A%D0%BE%D1%82',
      'https://ru.wikipedia.org/wiki/Кот',
    ],
    ['пример.рф', 'https://xn--e1afmkfd.xn--p1ai', 'пример.рф'],
    ['кот', 'https://ru.wikipedia.org/wiki/Кот', 'кот (https://ru.wikipedia.org/wiki/%D0%9A%D0%BE%D1%82)'],
    ['here', 'example.com/x', 'here (https://example.com/x)'],
    ['book', 'HTTPS://B\u00FCcher.Example/\u00FC', 'book (https://xn--bcher-kva.example/%C3%BC)'],
    ['app', 'tg://resolve?domain=ada', 'app (tg://resolve?domain=ada)'],
    ['a|b', 'https://example.com/a|b', 'a|b (https://example.com/a%7Cb)'],
    ['100%', 'https://example.com/100%', '100% (https://example.com/100%)'],
    ['#tag', '', '#tag'],
    ['\u200B', 'https://telegra.ph/x.jpg', '\u200B (https://telegra.ph/x.jpg)'],
  ])('%s to %s', (text, href, expected) => {
    expect(linkText(text, href)).toBe(expected)
  })
})

const plain = (text: string) => ({type: 'plain', text})
const block = (type: string, more: object) => ({type, ...more})

describe('rich messages', () => {
  it.each([
    [
      '#41 a heading and a paragraph',
      [block('heading', {level: 2, text: plain('Report')}), block('paragraph', {text: plain('All well.')})],
      'Report\nAll well.',
    ],
    [
      '#41 nested inline text',
      [
        block('paragraph', {
          text: {type: 'concat', text: [plain('Total: '), {type: 'bold', text: {type: 'italic', text: '42'}}]},
        }),
      ],
      'Total: 42',
    ],
    ['#41 code', [block('code', {text: plain('print(1)'), language: 'python'})], '```python\nprint(1)\n```'],
    [
      '#41 a list of tasks',
      [
        block('list', {
          kind: 'bullet',
          items: [
            {task_state: 'checked', text: plain('done')},
            {
              task_state: 'unchecked',
              blocks: [block('paragraph', {text: plain('a')}), block('paragraph', {text: plain('b')})],
            },
          ],
        }),
      ],
      '- [x] done\n- [ ] a\n  b',
    ],
    [
      '#41 a numbered list',
      [
        block('list', {
          kind: 'ordered',
          items: [{num: '4.', text: plain('d')}, {value: 9, text: plain('i')}, {text: plain('x')}, {}],
        }),
      ],
      '4. d\n9. i\n3. x',
    ],
    [
      '#41 a table',
      [
        block('table', {
          title: plain('Prices'),
          rows: [{cells: [{text: plain('k')}, {text: plain('v')}]}, {cells: [{text: plain('a\nb')}, {}]}],
        }),
      ],
      'Prices\nk | v\na b | ',
    ],
    [
      '#41 a quote',
      [block('quote', {content: 'text', text: plain('q'), caption: {text: plain('who'), credit: plain('when')}})],
      'q\nwho\nwhen',
    ],
    ['#41 a picture', [block('photo', {caption: {text: plain('cap'), credit: {type: 'empty'}}})], '[photo]\ncap'],
    [
      '#41 details',
      [block('details', {title: plain('More'), blocks: [block('paragraph', {text: plain('inside')})]})],
      'More\ninside',
    ],
    [
      '#41 a link',
      [block('paragraph', {text: {type: 'text_link', text: plain('site'), href: 'https://x.y'}})],
      'site (https://x.y)',
    ],
    [
      '#41 formulas',
      [block('math', {formula: 'e=mc^2'}), block('paragraph', {text: {type: 'math', source: 'a+b'}})],
      'e=mc^2\na+b',
    ],
    ['#41 a collage', [block('collage', {items: [block('photo', {}), block('video', {})]})], '[photo]\n[video]'],
    ['#41 an embedded page', [block('embed', {url: 'https://x.y', html: '<b>'})], 'https://x.y'],
    [
      '#41 blocks that say nothing',
      [block('divider', {}), block('anchor', {name: 'a'}), block('unsupported', {}), null],
      '',
    ],
    [
      '#41 a kind of block to come',
      [block('hologram', {text: plain('text'), blocks: [block('paragraph', {text: plain('more')})]})],
      'text\nmore',
    ],
  ])('%s', (_, blocks, expected) => {
    expect(richText({rtl: false, part: false, blocks})).toBe(expected)
  })

  it('#41 takes the place of the text', async () => {
    const rich = {blocks: [block('paragraph', {text: plain('rich')})]}
    expect((await readOne(chat([message(1, {text: '', rich_message: rich})]))).text).toBe('rich')
  })

  it('#41 leaves the text where it says nothing itself', async () => {
    const rich = {blocks: [block('unsupported', {})]}
    expect((await readOne(chat([message(1, {rich_message: rich})]))).text).toBe('text 1')
  })

  it('ends on blocks that are nested without end', () => {
    let deep: object = block('paragraph', {text: plain('deep')})
    for (let i = 0; i < 50_000; i++) deep = block('details', {blocks: [deep]})
    expect(richText({blocks: [deep]})).toBe('')
  })

  it('never fails, whatever the blocks are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof richText({blocks: [value]})).toBe('string')
      }),
    )
  })
})
