import {type InputFile, type InputTree, memoryTree} from '@everport/plugin-kit'
import {describe, expect, it} from 'vitest'
import {discord} from '../src/index.js'
import {exporterJson, message} from './exporter-json.js'

const PIECE = 64 * 1024
const PIECES = 1000

/** A file of 64 MB: `start`, then `filling` over and over. `onPiece` hears of each piece before it is given. */
function longFile(path: string, start: string, filling: string, onPiece: (n: number) => void): InputTree {
  const piece = Buffer.from(filling.repeat(Math.ceil(PIECE / filling.length)))
  const file: InputFile = {
    path,
    size: PIECE * PIECES,
    head: async (length) => Buffer.concat([Buffer.from(start), piece]).subarray(0, length),
    bytes: () => Promise.reject(new Error('read whole')),
    async *chunks() {
      yield Buffer.from(start)
      for (let n = 1; n <= PIECES; n++) {
        onPiece(n)
        yield piece
      }
    },
  }
  return {...memoryTree({}), name: path, files: async () => [file], file: async () => file}
}

describe('an import that is stopped', () => {
  it.each([
    [
      'while it looks for a channel behind the messages',
      'a.json',
      `{"messages": [${JSON.stringify(message())}`,
      `,${JSON.stringify(message())}`,
    ],
    [
      'while it looks for the order of day and month',
      'a.csv',
      'AuthorID,Author,Date,Content,Attachments,Reactions\n',
      '"1","Ann","03/04/2024 10:00","hi","",""\n',
    ],
    [
      'while it looks for the index of an archive',
      'dht.txt',
      '{"data": {"9001": {"1045178587575242772": {"u": 0, "t": 5}',
      ',"1045178587575242773": {"u": 0, "t": 5}',
    ],
  ])('reads no further %s', async (_, path, start, filling) => {
    const abort = new AbortController()
    let pieces = 0
    const told: string[] = []
    const tree = longFile(path, start, filling, (n) => {
      pieces++
      if (n === 5) abort.abort()
    })
    const context = {
      signal: abort.signal,
      skip: () => told.push('skip'),
      warn: ({code}: {code: string}) => told.push(code),
    }
    let batches = 0
    for await (const _ of discord.read(tree, discord.options.parse({}), context)) batches++
    expect({pieces, batches, told}).toEqual({pieces: 5, batches: 0, told: []})
  })

  it('yields nothing more of the next file', async () => {
    const abort = new AbortController()
    const tree = memoryTree({
      'a.json': exporterJson({messages: [message()]}),
      'b.json': exporterJson({messages: [message()]}),
    })
    const context = {signal: abort.signal, skip() {}, warn() {}}
    let batches = 0
    for await (const _ of discord.read(tree, discord.options.parse({}), context)) {
      batches++
      abort.abort(new Error('enough'))
    }
    expect(batches).toBe(1)
  })
})
