import {gzipSync} from 'node:zlib'
import {memoryTree} from '@everport/plugin-kit'
import {describe, expect, it} from 'vitest'
import {csv} from '../src/index.js'
import {chat, readTable} from './read-table.js'

const detect = (files: Record<string, string | Uint8Array>, form: 'memory' | 'file' = 'memory') =>
  csv.detect(memoryTree(files, {form}))

describe('detect', () => {
  it('claims a table of messages as likely, with the columns that it found', async () => {
    expect(await detect({'chat.csv': chat('hi')})).toEqual({
      confidence: 'likely',
      why: 'chat.csv has a header and rows of messages: time = timestamp, name = sender, text = message',
    })
  })

  it.each([
    ['.tsv', chat('hi').replaceAll(',', '\t')],
    ['.psv', chat('hi').replaceAll(',', '|')],
    ['.txt', chat('hi', 'yo')],
    ['.csv.gz', gzipSync(chat('hi'))],
  ])('looks into files that end in %s', async (end, content) => {
    expect((await detect({[`chat${end}`]: content})).confidence).toBe('likely')
  })

  it('looks into a single file of any name, and into no others', async () => {
    expect((await detect({'chat.log': chat('hi', 'yo')}, 'file')).confidence).toBe('likely')
    expect((await detect({'chat.log': chat('hi', 'yo')})).confidence).toBe('no')
  })

  it.each([
    [
      'a phone chat',
      '12/31/23, 11:59 PM - Ada: happy new year, all!\n12/31/23, 11:59 PM - Bob: you too\n1/1/24, 12:00 AM - Ada: first, again\n',
    ],
    ['a phone chat in brackets', '[31.12.23, 23:59:01] Ada: happy new year\n[31.12.23, 23:59:05] Bob: you too\n'],
    ['an IRC log', '[10:00] <ada> hi, all\n[10:01] <bob> hello\n--- Day changed\n'],
    [
      'an mbox',
      'From ada@x.example Fri Mar  1 09:00:00 2024\nFrom: ada@x.example\nTo: bob@x.example\nSubject: hi, there\n\nHello, Bob.\n',
    ],
    [
      'prose',
      'It was the best of times, it was the worst of times,\nit was the age of wisdom.\n\nA second paragraph; short.\n',
    ],
    ['code', 'import a, {b} from "c"\n\nconst x = [1, 2, 3]\nexport {x, a, b}\n'],
    ['JSON lines', '{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n'],
  ])('leaves %s to others', async (_, text) => {
    expect((await detect({'chat.txt': text})).confidence).toBe('no')
    expect((await detect({'chat.txt': text}, 'file')).confidence).toBe('no')
  })

  it('finds nothing in an export without tables', async () => {
    expect(await detect({'users.json': '[]', 'general/2024-01-01.json': '[]'})).toEqual({
      confidence: 'no',
      why: 'no CSV or TSV files',
    })
    await expect(readTable({'users.json': '[]'})).rejects.toMatchObject({code: 'INPUT_UNRECOGNISED'})
  })

  it('tells the question that reading would ask', async () => {
    expect(await detect({'own.csv': 'ID,Timestamp,Contents\n1,2024-03-01T09:00:00Z,hi\n'})).toMatchObject({
      confidence: 'likely',
      why: expect.stringContaining('--map name=COLUMN'),
    })
  })
})
