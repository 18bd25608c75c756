import {z} from 'zod'
import {memoryTree} from '../input/memory-tree.js'
import type {MessageRecord, SourceRecord} from '../model/record.js'
import type {ExportToRead} from '../run/run.js'
import {defineSource} from '../source/define-source.js'
import {CONTRACT, type Skip, type SourceContext} from '../source/source.js'

/** A source for tests of the engine: it yields what it is given, in arrays of `batch`. */
export function recordExport(
  records: Iterable<SourceRecord>,
  {name = 'garden.json', skips = [] as Skip[], batch = 100, onBatch = (_: SourceContext) => {}} = {},
): ExportToRead {
  const source = defineSource({
    contract: CONTRACT,
    id: 'memo',
    name: 'Memo',
    formats: ['records'],
    options: z.strictObject({}),
    losses: [],
    skips: {},
    damage: ['torn'],
    detect: async () => ({confidence: 'certain', why: 'given'}),
    async *read(_tree, _options, context) {
      for (const skip of skips) context.skip(skip)
      let part: SourceRecord[] = []
      for (const record of records) {
        part.push(record)
        if (part.length === batch) {
          onBatch(context)
          yield part
          part = []
        }
      }
      yield part
    },
  })
  const tree = memoryTree(
    {'records.json': `fingerprint ${JSON.stringify([...(Array.isArray(records) ? records : [])]).length}`},
    {name},
  )
  return {tree, path: `./${name}`, source, sourceOptions: {}}
}

/** Midday of 1 March 2024, UTC. */
export const NOON = Date.UTC(2024, 2, 1, 12)

/** A conversation `id` and its messages; each text may be a whole record's part. */
export function chat(
  id: string,
  texts: readonly (string | Partial<MessageRecord>)[],
  {start = NOON, step = 60_000} = {},
): SourceRecord[] {
  return [
    {type: 'conversation', id, name: `#${id}`, kind: 'group'},
    ...texts.map(
      (text, i): SourceRecord => ({
        type: 'message',
        conversation: id,
        id: `m${i}`,
        sender: i % 2 === 0 ? 'ann' : 'bob',
        at: start + i * step,
        text: '',
        ...(typeof text === 'string' ? {text} : text),
      }),
    ),
  ]
}
