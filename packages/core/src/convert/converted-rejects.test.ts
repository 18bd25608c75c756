import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, it} from 'vitest'
import {ImportOptions} from '../config/import-options.js'
import type {SourceRecord} from '../model/record.js'
import {chat, recordExport} from '../testing/record-source.js'
import {convertExport} from './convert-export.js'

let out: string
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'everport-convert-'))
})
afterEach(() => rmSync(out, {recursive: true, force: true}))

const SKIPS = [{reason: 'torn', place: {file: 'a.csv', line: 7}, excerpt: 'x,y'}, {reason: 'join'}]
const convert = (records: SourceRecord[], skips = SKIPS) =>
  convertExport(
    {from: recordExport(records, {skips}), options: ImportOptions.parse({}), out, format: 'json'},
    {signal: new AbortController().signal, emit: () => {}},
  )
const text = () => readFileSync(join(out, 'rejects.ndjson'), 'utf8')

it('writes what could not be read beside what could, straight through and sorted alike', async () => {
  const messages = [{text: 'when?', at: Number.NaN}, 'kept', 'later']
  const report = await convert(chat('general', messages))
  expect(report).toMatchObject({unread: 2, rejectsFile: join(out, 'rejects.ndjson'), files: ['memo-general.json']})
  const straight = text()
  expect(
    straight
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    {reason: 'torn', place: {file: 'a.csv', line: 7}, excerpt: 'x,y'},
    {
      reason: 'bad-time',
      conversation: {id: 'memo-general', name: '#general'},
      message: {id: 'm0', sender: 'memo-ann', name: 'ann', role: 'user', time: null, text: 'when?'},
    },
  ])
  // Told twice, a message sends the export through the sorter.
  await convert([...chat('general', messages), chat('general', messages).at(-1)!])
  expect(text()).toBe(straight)
})

it('leaves no list of an earlier conversion behind', async () => {
  await convert(chat('general', ['kept']))
  const report = await convert(chat('general', ['kept']), [])
  expect(report).not.toHaveProperty('rejectsFile')
  expect(existsSync(join(out, 'rejects.ndjson'))).toBe(false)
})
