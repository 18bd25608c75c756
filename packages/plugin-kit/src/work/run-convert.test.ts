import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {ImportOptions} from '@everport/core/config'
import {memoryTree} from '@everport/core/input'
import type {ExportToRead} from '@everport/core/run'
import {CONTRACT, type Detection, defineSource, type Source} from '@everport/core/source'
import {afterEach, beforeEach, expect, it} from 'vitest'
import {z} from 'zod'
import {openExport} from './open-export.js'
import {runConvert} from './run-convert.js'
import {runInspect} from './run-inspect.js'
import {fakeTerminal} from './terminal.test.fixture.js'

const chatSource = (detection: Detection, contract = CONTRACT): Source =>
  defineSource({
    contract,
    id: 'chat',
    name: 'Chat',
    formats: [],
    options: z.strictObject({}),
    losses: [],
    skips: {},
    detect: async () => detection,
    async *read() {
      yield [
        {type: 'conversation', id: 'c1', name: 'general', kind: 'group'},
        {
          type: 'message',
          conversation: 'c1',
          id: 'm1',
          sender: 'u1',
          senderName: 'Ada',
          at: Date.UTC(2024, 0, 1),
          text: 'hello',
        },
      ]
    },
  }) as unknown as Source
const certain: Detection = {confidence: 'certain', why: ''}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everport-convert-'))
})
afterEach(() => rmSync(folder, {recursive: true}))

const open = async (): Promise<ExportToRead> => ({
  tree: memoryTree({'chat.txt': 'x'}),
  path: './chat',
  source: chatSource(certain),
  sourceOptions: {},
})

it('converts, and says where the files are', async () => {
  const {terminal, told} = fakeTerminal()
  const out = join(folder, 'everos')
  const report = await runConvert(terminal, {open, options: ImportOptions.parse({}), out, format: 'json'})
  expect(JSON.parse(readFileSync(join(out, report.files[0] ?? ''), 'utf8'))).toMatchObject({group_id: 'chat-c1'})
  expect(told.out.join('\n')).toContain(`Converted 1 file in ${out}\n\n  written  1\n  read     1  message`)
})

it('inspects, and proposes the import', async () => {
  const {terminal, told} = fakeTerminal({typed: ['inspect', 'chat', './my chat']})
  await runInspect(terminal, {open, options: ImportOptions.parse({})})
  expect(told.out.join('\n')).toContain("  everport import chat './my chat' --dry-run  plans the import")
})

it('refuses a form that the source knows it cannot read', async () => {
  const refusing = chatSource({confidence: 'no', refused: true, why: 'a TXT export: ask for JSON'})
  await expect(openExport(fakeTerminal().terminal, folder, refusing, {})).rejects.toMatchObject({
    code: 'INPUT_UNRECOGNISED',
    message: `${folder} cannot be read as Chat: a TXT export: ask for JSON.`,
  })
})

it('lets the reading decide about a form that an option may explain', async () => {
  const {terminal, told} = fakeTerminal()
  const refusing = chatSource({confidence: 'no', refused: true, why: 'it is not UTF-8'})
  const {tree} = await openExport(terminal, folder, refusing, {encoding: 'windows-1251'})
  await tree.close()
  expect(told.err).toEqual([])
})

it('reads as told what does not look like it, with a warning', async () => {
  const {terminal, told} = fakeTerminal()
  const {tree} = await openExport(terminal, folder, chatSource({confidence: 'no', why: ''}), {})
  await tree.close()
  expect(told.err).toEqual([
    `${folder} does not look like Chat (nothing known was found); reading it as that because you say so.`,
  ])
})

it('refuses a source of another contract', async () => {
  await expect(openExport(fakeTerminal().terminal, folder, chatSource(certain, 99), {})).rejects.toMatchObject({
    code: 'SOURCE_CONTRACT',
  })
})
