import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {profileColumn} from '../src/columns/column-profile.js'
import {htmlToText, isHtmlColumn} from '../src/markup.js'
import {parseAttachments} from '../src/records/attachments.js'
import {fileConversation} from '../src/records/file-conversation.js'
import {pythonToJson} from '../src/records/python-literal.js'
import {createReplyRoots} from '../src/records/reply-roots.js'
import {createRowIds} from '../src/records/row-ids.js'
import {parseTranscript} from '../src/records/transcript.js'

describe('parseAttachments', () => {
  it.each([
    ['', []],
    ['[]', []],
    ['NaN', []],
    ['a.png', [{kind: 'image', name: 'a.png'}]],
    [
      '["a.png", "b.mp4"]',
      [
        {kind: 'image', name: 'a.png'},
        {kind: 'video', name: 'b.mp4'},
      ],
    ],
    ['[{"url": "https://x.example/v.ogg?key=1"}]', [{kind: 'audio', name: 'v.ogg', uri: 'https://x.example/v.ogg'}]],
    ['[draft].txt', [{kind: 'file', name: '[draft].txt'}]],
    [
      'a.png;b.pdf|c',
      [
        {kind: 'image', name: 'a.png'},
        {kind: 'file', name: 'b.pdf'},
        {kind: 'file', name: 'c'},
      ],
    ],
    [
      'https://x.example/a.png,https://x.example/b%20c.png',
      [
        {kind: 'image', name: 'a.png', uri: 'https://x.example/a.png'},
        {kind: 'image', name: 'b c.png', uri: 'https://x.example/b%20c.png'},
      ],
    ],
    ['https://user:secret@x.example/a,b.png#t', [{kind: 'image', name: 'a,b.png', uri: 'https://x.example/a,b.png'}]],
    ['File\\0d\\Image\\01c.dat', [{kind: 'file', name: '01c.dat', uri: 'File\\0d\\Image\\01c.dat'}]],
    [
      'one.jpg\ntwo.jpg',
      [
        {kind: 'image', name: 'one.jpg'},
        {kind: 'image', name: 'two.jpg'},
      ],
    ],
  ])('finds the files in %j', (cell, attachments) => expect(parseAttachments(cell)).toEqual(attachments))
})

describe('pythonToJson', () => {
  it.each([
    ["{'a': True, 'b': None, 'c': (1, 2,)}", {a: true, b: null, c: [1, 2]}],
    ["['it\\'s', \"say \\\"hi\\\"\", 'tab\\t', '\\u00fc\\x41']", ["it's", 'say "hi"', 'tab\t', 'üA']],
    ["{'nested': {'x': [False]}, 'n': -1.5e3}", {nested: {x: [false]}, n: -1500}],
  ])('reads %s', (text, value) => expect(JSON.parse(pythonToJson(text) ?? '')).toEqual(value))

  it.each(["{'a': datetime(2024)}", "['open", '[__import__("os")]', 'lambda: 1'])('knows nothing of %s', (text) =>
    expect(pythonToJson(text)).toBeUndefined(),
  )
})

describe('parseTranscript', () => {
  it.each([
    ['Customer: hi\nAgent: hello\nthere\nCustomer: bye', ['customer: hi', 'agent: hello\nthere', 'customer: bye']],
    ['User: what?\nBot: Note: read this; it says so', ['user: what?', 'bot: Note: read this; it says so']],
    ['**User:** hi\n**Assistant:** hello', ['user: hi', 'assistant: hello']],
    ['{"messages": [{"from": "human", "value": "q"}, {"from": "gpt", "value": "a"}]}', ['human: q', 'gpt: a']],
    ['[{"role": "user", "content": [{"type": "text", "text": "hi"}]}]', ['user: hi']],
  ])('takes %j apart', (cell, turns) => {
    expect(parseTranscript(cell)?.turns.map(({speaker, text}) => `${speaker}: ${text}`)).toEqual(turns)
  })

  it.each(['hello there', 'Note: no speaker', '[1, 2]', '{"role": "user"}', '[{"role": "user"}]', ''])(
    'leaves %j whole',
    (cell) => expect(parseTranscript(cell)).toBeUndefined(),
  )

  it('names a speaker whom it does not know', () => {
    expect(parseTranscript('User says: a; Oracle says: b; Bot says: c;')).toEqual({
      turns: [
        {speaker: 'user', text: 'a; Oracle says: b'},
        {speaker: 'bot', text: 'c'},
      ],
      unknownLabel: 'Oracle',
    })
  })
})

describe('createReplyRoots', () => {
  it('finds the start of chains of any ids, in any order, with circles', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({min: 0, max: 60}), fc.integer({min: 0, max: 60}))),
        fc.constantFrom('', 'm', '900000000000000000'),
        (links, prefix) => {
          const roots = createReplyRoots()
          for (const [id, parent] of links) roots.link(`${prefix}${id}`, `${prefix}${parent}`)
          for (const [id, parent] of links) {
            // Only the first parent of an id counts, and one that would close a circle does not.
            const first = links.find(([other]) => other === id)?.[1]
            if (first === parent && roots.rootOf(`${prefix}${id}`) !== roots.rootOf(`${prefix}${parent}`)) return false
          }
          return true
        },
      ),
    )
  })

  it('names a chain by its first message, and lone messages by themselves', () => {
    const roots = createReplyRoots()
    for (let id = 2; id <= 5000; id += 1) roots.link(String(id), String(id - 1))
    roots.link('b-2', 'b-1')
    expect([roots.rootOf('5000'), roots.rootOf('1'), roots.rootOf('7777')]).toEqual(['1', '1', '7777'])
    expect(roots.rootOf('b-2')).toMatch(/^replies-[0-9a-f]{16}$/)
    expect(roots.rootOf('b-1')).toBe(roots.rootOf('b-2'))
    expect(roots.rootOf('lonely')).toMatch(/^replies-/)
  })
})

describe('createRowIds', () => {
  it('numbers rows that say the same, also when others stand between', () => {
    const ids = createRowIds()
    const [first, other, second] = [ids.of('c', 'a', 1, 'ok'), ids.of('c', 'b', 1, 'ok'), ids.of('c', 'a', 1, 'ok')]
    expect(second).toBe(`${first}-2`)
    expect(other).not.toBe(first)
  })

  it('does not confuse fields that run together', () => {
    const ids = createRowIds()
    expect(new Set([ids.of('c', 'ab', 1, 'c'), ids.of('ca', 'b', 1, 'c'), ids.of('c', 'a', 1, 'bc')]).size).toBe(3)
  })
})

describe('fileConversation', () => {
  it.each([
    ['Guild - general [123456789].csv', '123456789', 'Guild - general'],
    ['a/b/chat.csv.gz', 'a/b/chat', 'chat'],
    ['general/1.csv', 'general', 'general'],
    ['x/general/part-12.csv', 'x/general', 'general'],
    ['general/584762059430821909.csv', 'general/584762059430821909', '584762059430821909'],
    ['2024-05-02 10-11-12.csv', '2024-05-02 10-11-12', '2024-05-02 10-11-12'],
    ['3.csv', 'my export', 'my export'],
    ['chat [draft].tsv', 'chat [draft]', 'chat [draft]'],
    ['messages.csv', 'messages', 'messages'],
    ['.csv', 'my export', 'my export'],
  ])('names %s', (path, id, name) => expect(fileConversation(path, 'my export')).toEqual({id, name}))
})

describe('htmlToText', () => {
  it.each([
    ['<p>one</p><p>two</p>', 'one\ntwo'],
    ['one<br>two<br/><br>three', 'one\ntwo\n\nthree'],
    ['<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
    [
      '<a href="mailto:a@b.example">a@b.example</a> <a href="https://x.example">https://x.example</a>',
      'a@b.example https://x.example',
    ],
    ['<style>p {color: red}</style><p>hi&nbsp;&hellip;</p><!-- no -->', 'hi …'],
    ['<table><tr><td>a</td><td>b</td></tr></table>', 'a | b'],
    ['<img src="x" alt="a cat"> &#x1F600; &bogus; &#0;', 'a cat 😀 &bogus; &#0;'],
    ['if (a <b && c> d) <unknown>', 'if (a <b && c> d) <unknown>'],
  ])('makes text of %s', (html, text) => expect(htmlToText(html)).toBe(text))

  it.each([
    [['<p>a</p>', '<p>b</p>', 'c'], true],
    [['a < b', 'use <b>', 'x', 'y'], false],
    [['<p>whole</p>', 'a', 'b', 'c', 'd', 'e'], false],
    [['<p>whole</p>', 'a', 'b', 'c'], true],
    [['', ' '], false],
  ])('judges the column %j', (cells, html) => expect(isHtmlColumn(cells)).toBe(html))
})

describe('hostile cells', () => {
  const long = 100_000
  it.each([
    ['unclosed links', '<a href=x>'.repeat(long)],
    ['unclosed styles', '<style>'.repeat(long)],
    ['unclosed comments', '<!--'.repeat(long)],
    ['attributes without end', `<a ${'href=x '.repeat(long)}`],
    ['blanks', `<p>${' '.repeat(long)}${'\n'.repeat(long)}x`],
    ['open tags', '<p '.repeat(long)],
    ['line ends', `User says: ${'\n'.repeat(long)}`],
    ['semicolons', `User says: ${'; '.repeat(long)}`],
    ['brackets', '['.repeat(long)],
    ['dots behind an @', `a@${'.'.repeat(long)} b`],
    ['commas', ','.repeat(long)],
  ])('takes %s in its stride', (_, cell) => {
    const started = performance.now()
    htmlToText(cell)
    isHtmlColumn([cell])
    parseTranscript(cell)
    parseAttachments(cell)
    profileColumn(0, 'text', 'text', [cell])
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
