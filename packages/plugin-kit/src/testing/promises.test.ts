import {writeFileSync} from 'node:fs'
import {readFile, rm} from 'node:fs/promises'
import http from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {inputError} from '@everport/core/errors'
import type {InputTree} from '@everport/core/input'
import type {SourceRecord} from '@everport/core/model'
import type {Source, SourceContext} from '@everport/core/source'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {altered, type Batches, manyNotes, readNotes, subject} from './note-source.test.fixture.js'
import {PROMISES} from './promises/index.js'
import {findProblems, type Subject} from './source-promise.js'

async function broken(number: number, on: Subject): Promise<string> {
  const promise = PROMISES.find((one) => one.number === number)!
  return (await findProblems(promise, on)).join('\n')
}

/** A source that reads in its own way. */
const reading = (read: (tree: InputTree, context: SourceContext) => Batches): Subject =>
  subject({read: (tree, _, context) => read(tree, context)})

/** A source that does something before it reads on as it should. */
const doing = (act: (tree: InputTree, context: SourceContext) => unknown): Subject =>
  reading(async function* (tree, context) {
    await act(tree, context)
    yield* readNotes(tree, {}, context)
  })

const message = (record: SourceRecord, fields: object) => (record.type === 'message' ? {...record, ...fields} : record)

it('numbers its promises without a gap', () => {
  expect(PROMISES.map(({number}) => number)).toEqual(PROMISES.map((_, i) => i + 1))
})

describe('a source that keeps its promises', () => {
  it.each(PROMISES.map((promise) => [promise.number, promise] as const))('is told so (%i)', async (_, promise) => {
    expect(await findProblems(promise, subject({}, {generate: manyNotes}))).toEqual([])
  })
})

describe('what a source declares', () => {
  it.each<[number, string, Partial<Source>]>([
    [1, 'contract is 7', {contract: 7}],
    [1, 'the id "No" does not match', {id: 'No'}],
    [1, 'the name "" is empty', {name: ''}],
    [1, 'formats is empty', {formats: []}],
    [1, 'the format "a." ends with a full stop', {formats: ['a.']}],
    [2, 'option a has no description', {options: z.strictObject({a: z.string().optional()})}],
    [2, 'option a is of a kind', {options: z.strictObject({a: z.array(z.number()).optional().describe('x')})}],
    [2, 'begins with a capital', {options: z.strictObject({a: z.string().optional().describe('Only these')})}],
    [2, 'not in camelCase', {options: z.strictObject({'a-b': z.string().optional().describe('x')})}],
    [2, 'without any option: a: ', {options: z.strictObject({a: z.string().describe('x')})}],
    [2, 'does not exist is taken', {options: z.object({})}],
    [3, 'the loss " " is empty', {losses: [' ']}],
    [3, 'the loss "a " begins or ends with a space', {losses: ['a ']}],
    [3, 'the loss "a\\nb" has more than one line', {losses: ['a\nb']}],
    [3, '"badLine" is not in kebab-case', {skips: {badLine: 'x'}}],
    [3, 'the meaning of a reason "" is empty', {skips: {'bad-line': ''}}],
  ])('promise %i: %s', async (number, problem, changes) => {
    expect(await broken(number, subject(changes))).toContain(problem)
  })
})

describe('how a source detects', () => {
  const no = {confidence: 'no', why: ''} as const
  it.each<[number, string, Source['detect']]>([
    [4, 'as a zip is not recognised', async ({form}) => (form === 'zip' ? no : {confidence: 'certain', why: 'x'})],
    [
      4,
      'is likely in one form and certain in another',
      async ({form}) => ({
        confidence: form === 'zip' ? 'certain' : 'likely',
        why: 'x',
      }),
    ],
    [4, 'did not say why', async () => ({confidence: 'certain', why: ''})],
    [4, 'gave the confidence sure', async () => ({confidence: 'sure' as 'certain', why: 'x'})],
    [4, 'threw Error: no', () => Promise.reject(new Error('no'))],
    [
      5,
      'bytes of red.note',
      async (tree) => {
        for (const file of await tree.files()) await file.bytes()
        return no
      },
    ],
    [
      5,
      'bytes of red.note',
      async (tree) => {
        for (const file of await tree.files()) for await (const _ of file.chunks()) break
        return no
      },
    ],
    [
      5,
      'out of 2000 foreign .note files',
      async (tree) => {
        for (const file of await tree.files()) await file.head(64 * 1024)
        return no
      },
    ],
    [
      6,
      'an empty folder: detect threw',
      async (tree) => {
        await (await tree.files())[0]!.head(1)
        return no
      },
    ],
    [
      6,
      'a damaged red.note: detect threw',
      async (tree) => {
        await (await tree.file('red.note'))?.head(1)
        return no
      },
    ],
    [
      6,
      'the JSON null as red.note: detect threw',
      async (tree) => {
        const head = await (await tree.file('red.note'))?.head(1000).catch(() => undefined)
        if (head && head.length > 3 && String.fromCharCode(head[0]!) === 'n')
          JSON.parse(Buffer.from(head).toString()).id.length
        return no
      },
    ],
    [
      6,
      'binary junk as red.note was taken',
      async (tree) => ({
        ...no,
        confidence: (await tree.file('red.note')) ? 'likely' : 'no',
      }),
    ],
  ])('promise %i: %s', async (number, problem, detect) => {
    const why = {why: 'x'}
    const named: Source['detect'] = async (tree) => {
      const found = await detect(tree)
      return number === 6 ? {...found, ...why} : found
    }
    expect(await broken(number, subject({detect: named}))).toContain(problem)
  })
})

describe('what a source yields', () => {
  it('promise 7: other ids for a zip', async () => {
    const on = reading(async function* (tree, context) {
      for await (const batch of readNotes(tree, {}, context))
        yield batch.map((record) => message(record, {id: `${tree.name}-${Math.random()}`}) as SourceRecord)
    })
    expect(await broken(7, on)).toContain('as a zip: ')
  })

  it('promise 7: pieces kept for later', async () => {
    const on = doing(async (tree, {skip}) => {
      const kept: Uint8Array[] = []
      for await (const piece of (await tree.file('red.note'))?.chunks() ?? []) kept.push(piece)
      skip({reason: Buffer.concat(kept).toString('base64')})
    })
    expect(await broken(7, on)).toContain('in small pieces')
  })

  it('promise 8: a count that goes on from reading to reading', async () => {
    let count = 0
    expect(
      await broken(
        8,
        altered((record) => message(record, {id: `m${count++}`})),
      ),
    ).toContain('read again')
  })

  it('promise 8: a state that two readings share', async () => {
    let current = ''
    const on = reading(async function* (tree, context) {
      for await (const batch of readNotes(tree, {}, context)) {
        for (const record of batch) if (record.type === 'conversation') current = record.id
        await new Promise(setImmediate)
        yield batch.map((record) => message(record, {text: current}) as SourceRecord)
        current = ''
      }
    })
    expect(await broken(8, on)).toContain('read twice at once')
  })

  it('promise 8: the time zone of the computer', async () => {
    const on = altered((record) => message(record, {at: new Date(2024, 0, 1).getTime()}))
    expect(await broken(8, on)).toContain('on a computer in Pacific/Chatham')
  })

  it('promise 8: a tree that is closed', async () => {
    expect(
      await broken(
        8,
        doing((tree) => tree.close()),
      ),
    ).toContain('closed the tree')
  })

  it('promise 9: a message too early', async () => {
    const on = reading(async function* (tree, context) {
      for await (const batch of readNotes(tree, {}, context)) yield batch.filter(({type}) => type !== 'conversation')
    })
    expect(await broken(9, on)).toContain('a message of the conversation "blue.note" comes before it')
  })

  it('promise 9: a reading that fails', async () => {
    const on = doing(() => {
      throw inputError('INPUT_EMPTY', 'nothing')
    })
    expect(await broken(9, on)).toContain('threw INPUT_EMPTY: nothing')
  })

  it.each<[number, string, object]>([
    [10, 'two messages have one id', {id: 'same'}],
    [11, 'at is 1.5', {at: 1.5}],
    [11, 'at is NaN', {at: Number.NaN}],
    [11, 'editedAt is 0.1', {editedAt: 0.1}],
    [11, 'order is Infinity', {order: Number.POSITIVE_INFINITY}],
    [12, 'id: ', {id: ''}],
    [12, 'sender: ', {sender: 7}],
    [12, 'text: ', {text: undefined}],
    [12, 'it: Unrecognized key: "reply_to"', {reply_to: 'x'}],
    [12, 'not plain JSON data', {replyTo: undefined}],
    [12, 'attachments.0.kind', {attachments: [{kind: 'movie', name: 'x'}]}],
    [12, 'names no file of the export', {place: {file: 'other.note'}}],
    [12, 'place.line', {place: {file: 'red.note', line: 0}}],
  ])('promise %i: %s', async (number, problem, fields) => {
    expect(
      await broken(
        number,
        altered((record) => message(record, fields)),
      ),
    ).toContain(problem)
  })

  it('promise 10: no messages at all', async () => {
    expect(
      await broken(
        10,
        reading(async function* () {}),
      ),
    ).toContain('holds nothing to read')
  })

  it('promise 10: takes two copies of one message, one of them edited since', async () => {
    const on = reading(async function* (tree, context) {
      for await (const batch of readNotes(tree, {}, context))
        yield batch.flatMap((record) => [record, message(record, {text: 'new', editedAt: 1}) as SourceRecord])
    })
    expect(await broken(10, on)).toBe('')
  })

  it.each<[string, (context: SourceContext) => void]>([
    ['does not explain the reason "odd"', ({skip}) => skip({reason: 'odd'})],
    ['does not explain the reason "toString"', ({skip}) => skip({reason: 'toString'})],
    ['count: ', ({skip}) => skip({reason: 'bad-line', count: 0})],
    ['code: not in kebab-case', ({warn}) => warn({code: 'Odd', message: 'Odd.'})],
    ['is no sentence: "odd"', ({warn}) => warn({code: 'odd', message: 'odd'})],
  ])('promise 13: %s', async (problem, act) => {
    expect(
      await broken(
        13,
        doing((_, context) => act(context)),
      ),
    ).toContain(problem)
  })
})

describe('how a source behaves', () => {
  const deaf = {signal: new AbortController().signal}

  it('promise 14: does not listen to the signal', async () => {
    const on = reading(async function* (tree, context) {
      for await (const batch of readNotes(tree, {}, {...context, ...deaf})) for (const record of batch) yield [record]
    })
    expect(await broken(14, on)).toMatch(/yielded \d+ batches after the signal had aborted/)
  })

  it('promise 14: reads on without yielding', async () => {
    const on = reading(async function* (tree, context) {
      let last: readonly SourceRecord[] = []
      for await (const batch of readNotes(tree, {}, {...context, ...deaf})) last = batch
      yield last
    })
    expect(await broken(14, {...on, generate: () => manyNotes(100_000)})).toMatch(/read \d+ bytes after the signal had/)
  })

  it('promise 14: takes the abort for an empty export', async () => {
    const on = reading(async function* (tree, context) {
      yield* readNotes(tree, {}, context)
      if (context.signal.aborted) throw inputError('INPUT_EMPTY', 'nothing')
    })
    expect(await broken(14, on)).toContain('aborted, it threw INPUT_EMPTY')
  })

  it('promise 14: leaves files open', async () => {
    const on = doing(async (tree) => {
      for (const file of await tree.files()) await file.chunks()[Symbol.asyncIterator]().next()
    })
    expect(await broken(14, on)).toContain('red.note is still open after the last record')
  })

  it.each<[number, string, () => unknown]>([
    // biome-ignore lint/suspicious/noConsole: that it is noticed is the point
    [15, 'console.log', () => console.log('hello')],
    [15, 'process.stderr.write', () => process.stderr.write('hello\n')],
    [16, 'http.get', () => http.get('http://127.0.0.1:9/')],
    [16, 'globalThis.fetch', () => fetch('http://127.0.0.1:9/').catch(() => {})],
    [17, 'fs.writeFileSync', () => writeFileSync(join(tmpdir(), 'everport-note'), '')],
    [17, 'fs.promises.rm', () => rm(join(tmpdir(), 'everport-note'))],
  ])('promise %i: calls %s', async (number, name, act) => {
    const on = doing(async () => {
      try {
        await act()
      } catch {
        // what is swallowed was called all the same
      }
    })
    expect(await broken(number, on)).toContain(`${name} was called`)
  })

  it('promise 17: may read from disk', async () => {
    expect(
      await broken(
        17,
        doing(() => readFile(import.meta.filename)),
      ),
    ).toBe('')
  })

  it('promise 18: keeps every id', async () => {
    const on = reading(async function* (tree, context) {
      const ids = new Set<string>()
      for await (const batch of readNotes(tree, {}, context)) {
        for (const record of batch) if (record.type === 'message') ids.add(record.id)
        yield batch
      }
      context.warn({code: 'ids', message: `${ids.size}.`})
    })
    expect(await broken(18, {...on, generate: manyNotes})).toContain('memory grew by')
  })

  it('promise 18: reads the file whole', async () => {
    const on = reading(async function* (tree, context) {
      const whole = await (await tree.file('many.note'))!.bytes()
      const lines = Buffer.from(whole).toString().trim().split('\n')
      yield* readNotes(tree, {}, context)
      context.warn({code: 'lines', message: `${lines.length}.`})
    })
    expect(await broken(18, {...on, generate: manyNotes})).toContain('MiB are held while reading')
  })

  it('promise 18: forgets some', async () => {
    const on = reading(async function* (tree, context) {
      for await (const batch of readNotes(tree, {}, context)) yield batch.slice(1)
    })
    expect(await broken(18, {...on, generate: manyNotes})).toMatch(/of 200000 messages \d+ were yielded/)
  })
})

describe('what a source makes of damage', () => {
  /** Reads files whole, and lets everything out that goes wrong. */
  const careless = reading(async function* (tree) {
    for (const file of await tree.files()) {
      if (!file.path.endsWith('.note')) continue
      yield [{type: 'conversation', id: file.path, kind: 'group'}]
      const text = Buffer.from(await file.bytes())
        .toString()
        .trim()
      for (const line of text === '' ? [] : text.split('\n')) {
        const {at, id, text, who} = JSON.parse(line)
        const place = {file: file.path}
        yield [{type: 'message', conversation: file.path, id, sender: who, at, text, place}]
      }
    }
  })

  it.each([
    [19, 'an empty folder: read as an empty export, without a word'],
    [20, 'cut short: threw SyntaxError'],
    [21, 'with zero bytes: 2 messages are gone without a word'],
    [22, 'as UTF-16: threw SyntaxError'],
    [24, 'with __proto__ for the key "who": sender: '],
    [26, 'red.note followed by a line of 65 MiB: gave up (INPUT_TOO_LARGE'],
    [27, '0-junk.note with binary junk: threw SyntaxError'],
  ])('promise %i: %s', async (number, problem) => {
    expect(await broken(number, careless)).toContain(problem)
  })

  it('promise 20: one file ends the reading', async () => {
    const on = reading(async function* (tree, context) {
      let isBad = false
      const skip = () => {
        isBad = true
      }
      yield* readNotes(tree, {}, {...context, skip})
      if (isBad) throw inputError('INPUT_UNREADABLE', 'a bad line')
    })
    expect(await broken(20, on)).toContain('gave up (INPUT_UNREADABLE: a bad line) although other files hold messages')
  })

  it('promise 20: one file hides the others', async () => {
    const on = reading(async function* (tree, context) {
      let bad = false
      const skip: SourceContext['skip'] = (skipped) => {
        bad = true
        context.skip(skipped)
      }
      for await (const batch of readNotes(tree, {}, {...context, skip}))
        yield batch.filter(({type}) => !bad || type === 'conversation')
    })
    expect(await broken(20, on)).toContain('lost 4 messages of another file, red.note')
  })

  it('promise 23: halves of characters', async () => {
    const on = altered((record) => {
      if (record.type === 'message') encodeURIComponent(record.text)
      return record
    })
    expect(await broken(23, on)).toContain('threw URIError')
  })

  it('promise 24: a table with a prototype', async () => {
    const on = altered((record) => {
      const names: Record<string, string> = {}
      return record.type === 'message' ? {...record, senderName: names[record.sender] ?? 'nobody'} : record
    })
    expect(await broken(24, on)).toContain('with __proto__ for the value "bob": senderName: ')
  })

  it('promise 24: a changed prototype', async () => {
    const on = altered((record) => {
      if (record.type === 'message' && record.sender === '__proto__')
        Reflect.set(Object.prototype, `polluted-${record.id}`, Symbol('x'))
      return record
    })
    expect(await broken(24, on)).toContain('changed Object.prototype')
    for (const key of Object.keys(Object.prototype)) Reflect.deleteProperty(Object.prototype, key)
  })

  it('promise 25: an id of a file name', async () => {
    const on = altered((record) => {
      if (record.type === 'message' && record.conversation.length > 100) throw new Error('too long')
      return record
    })
    expect(await broken(25, on)).toContain('renamed to a name of 255 bytes: threw Error: too long')
  })
})

describe('what a source leaves out and takes up again', () => {
  it('promise 28: goes on where it was left', async () => {
    let read = 0
    const on = reading(async function* (tree, context) {
      for await (const batch of readNotes(tree, {}, context))
        for (const record of batch) if (record.type !== 'message' || read++ % 7 !== 6) yield [record]
    })
    expect(await broken(28, on)).toMatch(/fixture 0, begun anew after stops: .+ became .+ \(record \d+\)/)
  })

  it('promise 28: remembers only when it is left', async () => {
    let left = false
    const on = reading(async function* (tree, context) {
      let done = false
      try {
        for await (const batch of readNotes(tree, {}, context)) yield left ? [] : batch
        done = true
      } finally {
        if (!done) left = true
      }
    })
    expect(await broken(28, on)).toContain('became')
  })

  it.each<[string, Partial<Subject>]>([
    ['an example of the loss "sounds", which is not declared', {lost: {sounds: 'text 1'}}],
    ['"text 1" is declared lost (colours), and stands in a record', {lost: {colours: 'text 1'}}],
    ['no fixture holds "green", the example of the loss "colours"', {lost: {colours: 'green'}}],
  ])('promise 29: %s', async (problem, more) => {
    expect(await broken(29, subject({}, more))).toContain(problem)
  })

  it('promise 29: drops a text and declares no loss', async () => {
    const note = '{"id": "n1", "who": "ann", "at": 1709251201000, "text": "hello", "colour": "green"}\n'
    const fixtures = [{name: 'notes', files: {'red.note': Buffer.from(note)}}]
    expect(await broken(29, subject({losses: []}, {fixtures}))).toBe(
      'fixture 0: nothing is made of "green" in red.note, and no loss is declared',
    )
    expect(await broken(29, subject({}, {fixtures, lost: {colours: 'green'}}))).toBe('')
  })
})
