import {inputError} from '@everport/core/errors'
import {type InputTree, memoryTree} from '@everport/core/input'
import type {Fixture} from './fixture.js'
import {junkBytes} from './junk-bytes.js'
import {mapFiles} from './map-files.js'

/** Input that is not an export of the source under test. */
export interface ForeignInput {
  what: string
  tree: InputTree
  /** No source at all reads it. Other sources' exports may look alike: there, not throwing is all that is asked. */
  isNobodys: boolean
}

const SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'folders of day files': {
    'users.json': '[{"id":"U1","name":"ann"}]',
    'channels.json': '[{"id":"C1","name":"general"}]',
    'general/2024-01-01.json': '[{"type":"message","user":"U1","text":"hello","ts":"1704067200.000100"}]',
  },
  'one large document': {
    'result.json':
      '{"name":"Ann","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message","date_unixtime":"1704067200","from":"Ann","from_id":"user1","text":"hello"}]}',
  },
  'a document for each channel': {
    'general.json':
      '{"guild":{"id":"1","name":"Club"},"channel":{"id":"2","type":"GuildTextChat","name":"general"},"messages":[{"id":"3","type":"Default","timestamp":"2024-01-01T00:00:00+00:00","content":"hello","author":{"id":"4","name":"ann"}}]}',
  },
  'pages of HTML': {'messages.html': '<!DOCTYPE html><html><body><div class="message">hello</div></body></html>'},
  'a table': {'chat.csv': 'time,name,text\n2024-01-01T00:00:00Z,Ann,hello\n'},
  'JSON lines': {'chat.jsonl': '{"role":"user","content":"hello"}\n{"role":"assistant","content":"hi"}\n'},
  'a mailbox': {'mail.mbox': 'From ann@example.org Mon Jan  1 00:00:00 2024\nSubject: hello\n\nhello\n'},
  'a plain log': {'chat.txt': '[01/01/2024, 09:00:00] Ann: hello\n'},
}

const OTHER_JSON = [
  'null',
  '0',
  '"text"',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '[1,"a",{}]',
  '{"a":{"b":[{}]}}',
  '{',
  '[',
  '"',
]

/** Foreign inputs of many kinds, some under the very names that the fixtures have. */
export function* foreignInputs(fixtures: readonly Fixture[]): Generator<ForeignInput> {
  yield {what: 'an empty folder', tree: memoryTree({}), isNobodys: true}
  for (const [what, files] of Object.entries(SHAPES)) yield {what, tree: memoryTree(files), isNobodys: false}
  const paths = new Set(['file.bin', 'file.json', 'file', ...fixtures.flatMap(({files}) => Object.keys(files))])
  for (const path of [...paths].slice(0, 50)) {
    yield {what: `binary junk as ${path}`, tree: memoryTree({[path]: junkBytes(5000)}), isNobodys: true}
    yield {what: `nothing but zeros as ${path}`, tree: memoryTree({[path]: Buffer.alloc(5000)}), isNobodys: true}
    yield {what: `a zero-byte ${path}`, tree: memoryTree({[path]: ''}), isNobodys: false}
    yield {what: `brackets without end as ${path}`, tree: memoryTree({[path]: '['.repeat(100_000)}), isNobodys: false}
    yield {what: `a damaged ${path}`, tree: unreadable({[path]: 'never seen'}), isNobodys: false}
    for (const text of OTHER_JSON)
      yield {what: `the JSON ${text} as ${path}`, tree: memoryTree({[path]: text}), isNobodys: false}
  }
  for (const [index, fixture] of fixtures.entries())
    yield {what: `fixture ${index} with nothing readable`, tree: unreadable(fixture.files), isNobodys: false}
}

function unreadable(files: Readonly<Record<string, string | Uint8Array>>): InputTree {
  const fail = (path: string) => inputError('INPUT_UNREADABLE', `${path} is damaged`, {place: {file: path}})
  return mapFiles(memoryTree(files), ({path, size}) => ({
    path,
    size,
    head: () => Promise.reject(fail(path)),
    bytes: () => Promise.reject(fail(path)),
    // biome-ignore lint/correctness/useYield: it fails before it has anything to yield
    async *chunks() {
      throw fail(path)
    },
  }))
}
