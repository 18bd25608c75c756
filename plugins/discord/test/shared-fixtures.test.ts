import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {openInput} from '@everport/plugin-kit'
import {type ReadResult, readAll} from '@everport/plugin-kit/testing'
import {afterAll, describe, expect, it} from 'vitest'
import {discord} from '../src/index.js'
import {reasons} from './read-files.js'
import {storedZip} from './stored-zip.js'

const ROOT = join(import.meta.dirname, '../../../../shared/fixtures/discord')
const isThere = existsSync(ROOT)

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}

async function readPath(path: string, options: object = {}): Promise<ReadResult> {
  const tree = await openInput(path)
  try {
    return await readAll(discord, tree, options)
  } finally {
    await tree.close()
  }
}

/** Rows of an RFC 4180 file without its header, counted by another hand than the reader's. */
function countRows(text: string): number {
  let rows = 0
  let isQuoted = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    else if (character === '\n' && !isQuoted) rows++
  }
  return Math.max(0, rows - 1)
}

const jsonFiles = isThere ? walk(ROOT).filter((path) => path.endsWith('.json') && !path.includes('dht-')) : []
const packages = isThere ? walk(ROOT).filter((path) => path.endsWith('.zip')) : []
const names = (paths: string[]) => paths.map((path) => [path.slice(ROOT.length + 1), path] as const)

describe.skipIf(!isThere)(`real exports${isThere ? '' : ' (SKIPPED: the shared fixtures are absent)'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'everport-discord-'))
  afterAll(() => rmSync(folder, {recursive: true}))

  it.each(names(jsonFiles))('%s: every message is yielded or counted', async (_, path) => {
    const document = JSON.parse(readFileSync(path, 'utf8')) as {messages: unknown[]}
    const result = await readPath(path)
    expect(result.messages.length + result.skips.length).toBe(document.messages.length)
    expect(result.messages.every(({at}) => Number.isSafeInteger(at))).toBe(true)
    const tree = await openInput(path)
    expect(await discord.detect(tree)).toMatchObject({confidence: 'certain'})
    await tree.close()
  })

  it.each(names(packages))('%s: the owner, exact ids, three channels of three rows', async (name, path) => {
    const result = await readPath(path)
    expect(new Set(result.messages.map(({conversation, id}) => `${conversation} ${id}`))).toEqual(
      new Set(
        ['444444444444444441', '444444444444444442', '444444444444444443'].flatMap((channel) =>
          ['1102534884993282105', '1102534877904908345', '1102368787660812345'].map((id) => `${channel} ${id}`),
        ),
      ),
    )
    expect(result.skips, name).toEqual([])
    expect(result.conversations.map((conversation) => conversation.name)).toEqual([
      'friend',
      'the gang',
      'My Server / general',
    ])
    expect(result.messages.slice(0, 2)).toMatchObject([
      {sender: '111111111111111111', at: Date.UTC(2023, 4, 1, 10, 0, 0, 690), text: 'hello, "world"\nsecond line'},
      {
        at: Date.UTC(2023, 4, 1, 9, 59, 59),
        text: 'ping @222222222222222222 :blob: ||secret||',
        attachments: [{name: 'a.png'}, {name: 'b.jpg'}],
      },
    ])
  })

  it('synthetic/dht-legacy.json: every message', async () => {
    const {conversations, messages} = await readPath(join(ROOT, 'synthetic/dht-legacy.json'))
    expect(conversations.map(({name, kind}) => [name, kind])).toEqual([
      ['general', 'group'],
      ['friend', 'direct'],
    ])
    expect(messages.map(({id, text}) => [id, text])).toEqual([
      ['1045178587575242772', 'hi @222'],
      ['1045178587575242773', 'edited'],
      ['1045178587575242774', ''],
    ])
  })

  it('komodo-csv-v2: all rows of 56 files, none lost to equal ids, 180 empty files', async () => {
    const files = walk(join(ROOT, 'komodo-csv-v2'))
    const rows = files.reduce((sum, path) => sum + countRows(readFileSync(path, 'utf8')), 0)
    const result = await readPath(join(ROOT, 'komodo-csv-v2'))
    expect(result.messages.length + result.skips.length).toBe(rows)
    expect(rows).toBe(1510)
    expect(new Set(result.messages.map(({conversation, id}) => `${conversation} ${id}`)).size).toBe(
      result.messages.length,
    )
    expect(result.notices.find(({code}) => code === 'empty-file')?.message).toMatch(/^180 files/)
    expect(result.conversations.some(({id}) => id === 'community-lounge/talk-trading')).toBe(true)
    expect(reasons(result).filter((reason) => reason !== 'event')).toEqual([])
  })

  it('stoat-ferry: the captured thread joins its channel', async () => {
    const {conversations, messages} = await readPath(join(ROOT, 'stoat-ferry/dce_2_48_captured'))
    expect(new Set(conversations.map(({id}) => id))).toEqual(new Set(['1543572361285083187']))
    expect(messages.find(({thread}) => thread !== undefined)).toMatchObject({
      text: 'First reply in the thread. [ferry:thread-cool]',
      thread: '1543572368977428611',
    })
  })

  it.each([['chat-analytics'], ['stoat-ferry'], ['komodo-csv-v2']])(
    '%s: the folder and its zip are read alike',
    async (name) => {
      const base = join(ROOT, name)
      const files = Object.fromEntries(walk(base).map((path) => [path.slice(base.length + 1), readFileSync(path)]))
      const zip = join(folder, `${name}.zip`)
      writeFileSync(zip, storedZip(files))
      expect(await readPath(zip)).toEqual(await readPath(base))
    },
  )

  it('gives the same ids when read twice', async () => {
    const ids = async () => (await readPath(join(ROOT, 'komodo-csv-v2'))).messages.map(({id}) => id)
    expect(await ids()).toEqual(await ids())
  })
})
