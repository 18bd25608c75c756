import {inputError, isEverportError} from '@everport/core/errors'
import {type InputTree, jsonLines} from '@everport/core/input'
import type {SourceRecord} from '@everport/core/model'
import {CONTRACT, defineSource, type Source, type SourceContext} from '@everport/core/source'
import {z} from 'zod'
import {generatedTree} from './input/generated-tree.js'
import type {Subject} from './source-promise.js'

const DAY = Date.UTC(2024, 2, 1)

const line = (id: number) =>
  JSON.stringify({id: `n${id}`, who: id % 2 ? 'ann' : 'bob', at: DAY + id * 1000, text: `text ${id} ü`})

export const NOTES = {
  'red.note': `${[1, 2, 3, 4].map(line).join('\n')}\n`,
  'blue.note': `${[5, 6].map(line).join('\n')}\n`,
}

export const FIXTURE = {
  name: 'notes',
  files: Object.fromEntries(Object.entries(NOTES).map(([path, text]) => [path, Buffer.from(text)])),
}

export type Batches = AsyncGenerator<readonly SourceRecord[]>

/** A source that keeps every promise: each `.note` file is a conversation, one message a line. */
export const notes = defineSource({
  contract: CONTRACT,
  id: 'notes',
  name: 'Notes',
  formats: ['folders of .note files'],
  options: z.strictObject({only: z.string().optional().describe('only the conversation of this name')}),
  losses: ['colours'],
  skips: {'bad-line': 'a line that is no note'},
  async detect(tree) {
    const found = (await tree.files()).filter(({path}) => path.endsWith('.note')).slice(0, 10)
    for (const file of found) {
      const head = await file.head(1000).catch(() => new Uint8Array())
      if (Buffer.from(head).toString().startsWith('{"id"')) return {confidence: 'certain', why: file.path}
    }
    return {confidence: 'no', why: ''}
  },
  read: readNotes,
})

export async function* readNotes(tree: InputTree, _options: unknown, context: SourceContext): Batches {
  const files = (await tree.files()).filter(({path}) => path.endsWith('.note'))
  let good = 0
  for (const file of files) {
    yield [{type: 'conversation', id: file.path, kind: 'group'}]
    let lines = 0
    try {
      for await (const batch of jsonLines(file.chunks())) {
        if (context.signal.aborted) return
        const records: SourceRecord[] = []
        for (const {line, ...entry} of batch) {
          lines++
          const note = 'value' in entry ? Note.safeParse(entry.value) : undefined
          const place = {file: file.path, line}
          if (!note?.success) context.skip({reason: 'bad-line', place})
          else {
            const {at, id, text, who} = note.data
            records.push({type: 'message', conversation: file.path, id, sender: who, at, text, place})
            good++
          }
        }
        yield records
      }
    } catch (error) {
      if (!isEverportError(error)) throw error
      context.warn({code: 'unreadable-file', message: `${error.message}.`, place: {file: file.path}})
    }
    if (lines === 0) context.warn({code: 'empty-file', message: 'There is nothing in it.', place: {file: file.path}})
  }
  if (good === 0) throw inputError('INPUT_UNRECOGNISED', 'There are no notes.')
}

const Note = z.looseObject({id: z.string().min(1), who: z.string().min(1), at: z.int(), text: z.string()})

/** The source with something changed, on its fixture. */
export function subject(changes: Partial<Source> = {}, more: Partial<Subject> = {}): Subject {
  const source = {...notes, ...changes} as unknown as Source
  return {source, options: {}, fixtures: [FIXTURE], generate: undefined, ...more}
}

/** The source with its records changed on the way. */
export function altered(change: (record: SourceRecord, context: SourceContext) => unknown): Subject {
  return subject({
    async *read(tree, options, context) {
      for await (const batch of readNotes(tree, options, context))
        yield batch.map((record) => change(record, context)) as SourceRecord[]
    },
  })
}

export function manyNotes(count: number): InputTree {
  return generatedTree({
    *'many.note'() {
      for (let id = 1; id <= count; id++) yield `${line(id)}\n`
    },
  })
}
