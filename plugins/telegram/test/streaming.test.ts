import type {InputFile, InputTree, MessageRecord, Notice, Skip} from '@everport/plugin-kit'
import {describe, expect, it} from 'vitest'
import {telegram} from '../src/index.js'
import {inPieces} from './in-pieces.js'
import {entry, page} from './page.js'
import {treeOf} from './read-export.js'
import {message} from './result-json.js'

const MESSAGES = 60_000
const PIECE = 64 * 1024

/** A tree of one file that is made while it is read, with a count of what was asked for. */
async function endlessTree(
  path: string,
  text: () => Iterable<string>,
): Promise<{tree: InputTree; taken: () => number}> {
  let taken = 0
  async function* chunks() {
    const buffer = Buffer.alloc(PIECE)
    let used = 0
    for (const part of text()) {
      for (let at = 0; at < part.length; ) {
        const length = buffer.write(part.slice(at, at + PIECE - used), used, 'latin1')
        used += length
        at += length
        if (used < PIECE) continue
        taken += used
        yield buffer
        used = 0
      }
    }
    taken += used
    yield buffer.subarray(0, used)
  }
  const head = async (length: number) => {
    let start = ''
    for (const part of text()) {
      start += part
      if (start.length >= length) break
    }
    return Buffer.from(start.slice(0, length))
  }
  const file: InputFile = {path, size: 15e9, head, chunks, bytes: () => Promise.reject(new Error('read whole'))}
  const tree: InputTree = {...treeOf({}), files: async () => [file], file: async () => file}
  return {tree, taken: () => taken}
}

function* resultJson(): Generator<string> {
  yield '{\n "name": "Club",\n "type": "private_supergroup",\n "id": 2222222222,\n "messages": [\n'
  for (let id = 1; id <= MESSAGES; id++) {
    yield `${id === 1 ? '' : ',\n'}  ${JSON.stringify(message(id, {from_id: `user${id % 50}`, text_entities: [{type: 'plain', text: 'x'.repeat(200)}]}))}`
  }
  yield '\n ]\n}'
}

function* longPage(): Generator<string> {
  const [before, after] = page(['@@']).split('@@')
  yield before!
  for (let id = 1; id <= MESSAGES / 4; id++) yield entry({id, text: 'x'.repeat(300)})
  yield after!
}

/** Reads and forgets; returns how many bytes were ever taken ahead of the messages that had been given out. */
async function readAhead(path: string, text: () => Iterable<string>, abortAfter = Number.POSITIVE_INFINITY) {
  const {tree, taken} = await endlessTree(path, text)
  let total = 0
  for (const part of text()) total += part.length
  const controller = new AbortController()
  const context = {signal: controller.signal, skip: (_: Skip) => {}, warn: (_: Notice) => {}}
  let messages = 0
  let ahead = 0
  let largest = 0
  let last: MessageRecord | undefined
  const count = path.endsWith('.html') ? MESSAGES / 4 : MESSAGES
  for await (const batch of telegram.read(tree, telegram.options.parse({}), context)) {
    largest = Math.max(largest, batch.length)
    for (const record of batch) {
      if (record.type !== 'message') continue
      messages += 1
      last = record
    }
    ahead = Math.max(ahead, taken() - (messages / count) * total)
    if (messages >= abortAfter) controller.abort()
  }
  return {messages, ahead, largest, last, taken: taken(), total}
}

describe('files that are larger than memory', () => {
  it('#68 are read piece by piece as JSON', async () => {
    const {messages, ahead, largest, last, total} = await readAhead('result.json', resultJson)
    expect(total).toBeGreaterThan(20e6)
    expect([messages, last?.id]).toEqual([MESSAGES, String(MESSAGES)])
    expect(ahead).toBeLessThan(2e6)
    expect(largest).toBeLessThan(5000)
  })

  it('#68 are read piece by piece as HTML', async () => {
    const {messages, ahead, largest, last} = await readAhead('messages.html', longPage)
    expect([messages, last?.id]).toEqual([MESSAGES / 4, String(MESSAGES / 4)])
    expect(ahead).toBeLessThan(2e6)
    expect(largest).toBeLessThan(5000)
  })

  it.each([
    ['result.json', resultJson],
    ['messages.html', longPage],
  ])('are left soon when the reading is interrupted: %s', async (path, text) => {
    const {messages, taken, total} = await readAhead(path, text, 1000)
    expect(messages).toBeLessThan(5000)
    expect(taken).toBeLessThan(total / 3)
  })
})

describe('pages that are left early', () => {
  const controller = () => new AbortController()
  const reading = (tree: InputTree, {signal}: AbortController) =>
    telegram.read(tree, telegram.options.parse({}), {signal, skip() {}, warn() {}})
  const content = page([entry({id: 1, text: 'x'}), 'y'.repeat(8e6), entry({id: 2, text: 'z'})])

  it('are closed when the caller leaves after the first messages', async () => {
    const {tree, open, taken} = inPieces('messages.html', content, PIECE)
    for await (const batch of reading(tree, controller())) {
      if (batch.some(({type}) => type === 'message')) break
    }
    expect([taken(), open()]).toEqual([PIECE, 0])
  })

  it('are closed when the reading is interrupted in the middle of a stretch without messages', async () => {
    const {tree, open, taken} = inPieces('messages.html', content, PIECE)
    const interrupted = controller()
    const file = (await tree.files())[0]!
    async function* chunks() {
      for await (const chunk of file.chunks()) {
        if (taken() > 1e6) interrupted.abort()
        yield chunk
      }
    }
    const watched: InputTree = {...tree, files: async () => [{...file, chunks}]}
    const ids: string[] = []
    for await (const batch of reading(watched, interrupted)) {
      for (const record of batch) if (record.type === 'message') ids.push(record.id)
    }
    expect([ids, open()]).toEqual([['1'], 0])
    expect(taken()).toBeLessThan(1e6 + 2 * PIECE)
  })
})
