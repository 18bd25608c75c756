import {mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import type {ImportOptions} from '../config/import-options.js'
import {openInput} from '../input/open-input.js'
import {type Engine, startEngine} from '../testing/engine.js'
import {chat, recordExport} from '../testing/record-source.js'
import type {ExportToRead} from './run.js'

const texts = (count: number) => Array.from({length: count}, (_, i) => `message ${i}`)

describe('a run that was stopped', () => {
  let engine: Engine
  let folder: string
  let path: string
  beforeEach(async () => {
    engine = await startEngine()
    folder = mkdtempSync(join(tmpdir(), 'everport-export-'))
    path = join(folder, 'chat.json')
    writeFileSync(path, 'as it was')
    const abort = new AbortController()
    const emit = (event: {type: string}) => void (event.type === 'sending' && abort.abort())
    expect(await engine.import(await onDisk(), {}, {}, {signal: abort.signal, emit})).toMatchObject({
      run: 'r1',
      state: 'interrupted',
      books: {pending: 300},
    })
  })
  afterEach(async () => {
    rmSync(folder, {recursive: true})
    await engine.close()
  })

  const onDisk = async (count = 300): Promise<ExportToRead> => ({
    ...recordExport(chat('general', texts(count))),
    tree: await openInput(path),
    path,
  })
  const sent = () => engine.rehearsal.ledger.totals()

  it.each<[string, () => void]>([
    ['was only copied', () => utimesSync(path, 1, 1)],
    ['is gone', () => rmSync(path)],
  ])('is resumed when the export %s', async (_name, change) => {
    change()
    expect(await engine.resume()).toMatchObject({state: 'done', books: {sent: 300}})
  })

  it.each<[string, string, string]>([
    ['was edited', 'as it is!', '1 file is of the same size with another content (chat.json)'],
    ['has grown', 'as it was, and more', '1 file is of another size (chat.json has 19 bytes, and had 9 bytes)'],
  ])('is not resumed when the export %s, unless one says so', async (_name, content, difference) => {
    writeFileSync(path, content)
    await expect(engine.resume()).rejects.toMatchObject({
      code: 'RUN_CHANGED',
      exitCode: 2,
      message: `${path} was changed since r1 read it: ${difference}.`,
      hints: [expect.stringContaining('everport resume r1 --as-read'), expect.stringContaining('Then import')],
    })
    expect(await engine.resume({}, {}, {asRead: true})).toMatchObject({state: 'done', books: {sent: 300}})
    expect(await engine.import(await onDisk(310))).toMatchObject({run: 'r2', books: {already: 300, sent: 10}})
    expect(sent()).toMatchObject({messages: 310, duplicates: 0})
  })

  it('is not taken for an import of the export as it is now', async () => {
    writeFileSync(path, 'as it is!')
    await expect(engine.import(await onDisk(310))).rejects.toMatchObject({
      code: 'RUN_CHANGED',
      message: expect.stringMatching(
        /^r1 was stopped before all was sent, and cannot go on with this: .* another content/,
      ),
      hints: expect.arrayContaining([expect.stringContaining('everport resume r1 --as-read   sends the rest')]),
    })
    expect(sent().messages).toBe(0)
  })

  it.each<[string, Partial<ImportOptions>, string]>([
    ['bots', {bots: 'drop'}, 'bots is "drop", and was "assistant"'],
    ['since', {since: '2024-01-01'}, 'since is "2024-01-01", and was not set'],
  ])('does not go on with other %s, neither by import nor by resume', async (_name, options, difference) => {
    await expect(engine.import(await onDisk(), options)).rejects.toMatchObject({
      code: 'RUN_CHANGED',
      message: expect.stringContaining(difference),
      hints: expect.arrayContaining([expect.stringContaining('everport resume r1   sends')]),
    })
    await expect(engine.resume({}, {}, {options})).rejects.toMatchObject({
      code: 'RUN_CHANGED',
      message: expect.stringContaining(difference),
    })
    expect(sent().messages).toBe(0)
  })

  it('goes on when all is as it was, whichever command asks', async () => {
    expect(await engine.resume({}, {}, {options: {bots: 'assistant'}})).toMatchObject({run: 'r1', state: 'done'})
    expect(await engine.import(await onDisk())).toMatchObject({run: 'r2', books: {already: 300}})
  })

  it('is continued by the same import, from a copy at another place too', async () => {
    mkdirSync(join(folder, 'copy'))
    path = join(folder, 'copy', 'chat.json')
    writeFileSync(path, 'as it was')
    expect(await engine.import(await onDisk())).toMatchObject({run: 'r1', state: 'done', books: {sent: 300}})
  })

  it('is not begun anew because the key is another one', async () => {
    await expect(engine.import(await onDisk(), {}, {}, {}, 'other-key')).rejects.toMatchObject({
      code: 'RUN_CHANGED',
      message: expect.stringContaining('The API key is another one'),
    })
    expect(sent().messages).toBe(0)
  })

  it('does not stand in the way of another server', async () => {
    const other = await startEngine({mode: 'v2-cloud'})
    try {
      const report = await engine.import(await onDisk(), {}, {api: 'v2', baseUrl: other.rehearsal.url})
      expect(report).toMatchObject({run: 'r2', state: 'done', books: {sent: 300}})
    } finally {
      await other.close()
    }
  })

  it('and came to its end with something held or refused does not stand in the way of a newer export', async () => {
    await engine.resume()
    writeFileSync(path, 'as it was, and more')
    engine.rehearsal.pushFault({rejectText: '^message 305$'})
    expect(await engine.import(await onDisk(310))).toMatchObject({run: 'r2', state: 'partial', books: {rejected: 1}})
    writeFileSync(path, 'as it was, and still more')
    expect(await engine.import(await onDisk(320))).toMatchObject({run: 'r3', books: {sent: 10, rejected: 1}})
  })
})
