import {existsSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {gunzipSync} from 'node:zlib'
import {type InputTree, openInput} from '@everport/plugin-kit'
import {describe, expect, test} from 'vitest'
import {comparable, containerForms} from './container-forms.js'
import {read} from './small-export.js'

const FIXTURES = fileURLToPath(new URL('../../../../shared/fixtures/slack/', import.meta.url))

type Json = Record<string, unknown>

/** Counts the items of an export without any of the source's code: what the books must add up to. */
async function countItems(tree: InputTree): Promise<number> {
  let count = 0
  for (const file of await tree.files()) {
    const bytes = Buffer.from(await file.bytes())
    if (/\d{4}-\d\d-\d\d\.json$/.test(file.path)) count += parse(bytes).length
    else if (file.path.endsWith('.gz'))
      for (const line of gunzipSync(bytes).toString().split('\n').filter(Boolean)) count += chunkItems(JSON.parse(line))
    else if (tree.form === 'file' || /(^|\/)C[A-Z0-9]+\.json$/.test(file.path)) {
      const root = parse(bytes)
      const list = Array.isArray(root) ? root : ((root as Json).messages ?? [root])
      for (const item of list as Json[]) count += 1 + ((item.slackdump_thread_replies ?? []) as unknown[]).length
    }
  }
  return count
}

function parse(bytes: Buffer): unknown[] {
  return JSON.parse(bytes.toString('utf8'))
}

function chunkItems(chunk: Json): number {
  if (chunk.t !== 0 && chunk.t !== 1) return 0
  return ((chunk.m ?? []) as unknown[]).length + (chunk.p ? 1 : 0)
}

const isHere = existsSync(FIXTURES)

describe.skipIf(!isHere)(isHere ? 'real exports' : 'REAL EXPORTS NOT TESTED: the shared fixtures are absent', () => {
  test.each([
    ['houstondatavis-2016', 1382, 1031, 16],
    ['slack-export-viewer/testarchive.zip', 158, 147, 2],
    ['slack-archive-toolkit/export-archive', 8, 8, 1],
    ['slackdump/export_dir', 16, 14, 1],
    ['slackdump/source_export.zip', 16, 14, 1],
    ['slackdump/dump_dir', 16, 14, 1],
    ['slackdump/source_dump.zip', 16, 14, 1],
    ['slackdump/dump_v1_sample.json', 10, 8, 1],
    ['slackdump/chunk_dir', 19, 16, 1],
    ['slackdump/chunks.jsonl.gz', 972, 913, 1],
    ['slackdump/index_only', 0, 0, 0],
    ['slackdump/messages_chan1.json', 2, 2, 1],
    ['slackdump/messages_chan1_thread.json', 2, 2, 1],
    ['slackdump/bot_message.json', 1, 1, 1],
    ['slackdump/polly_bot_blocks.json', 1, 1, 1],
    ['zulip/message_with_variety_files_and_rich_text.json', 1, 1, 1],
    ['zulip/message_with_varying_block_types.json', 1, 1, 1],
    ['zulip/message_with_workspace_mentions.json', 1, 1, 1],
    ['zulip/thread_with_broadcast_reply.json', 3, 3, 1],
  ])(
    '%s: all %i items are yielded (%i) or skipped, in %i conversations',
    async (path, items, messages, conversations) => {
      const tree = await openInput(FIXTURES + path)
      const result = await read(tree)
      expect(await countItems(tree)).toBe(items)
      expect(result.messages.length + result.skips.length).toBe(items)
      expect(result.messages).toHaveLength(messages)
      expect(result.conversations).toHaveLength(conversations)
      expect(result.notices.map(({code}) => code)).not.toContain('unreadable-file')
      expect(JSON.stringify(result)).not.toContain('xoxe')
      await tree.close()
    },
  )

  test.each([
    'houstondatavis-2016',
    'slack-export-viewer/testarchive.zip',
    'slackdump/export_dir',
    'slackdump/dump_dir',
    'slackdump/chunk_dir',
  ])('%s reads the same from every container, twice', async (path) => {
    const tree = await openInput(FIXTURES + path)
    const expected = comparable(await read(tree))
    expect(comparable(await read(tree))).toEqual(expected)
    for (const [form, other] of Object.entries(await containerForms(tree)))
      expect(comparable(await read(other)), form).toEqual(expected)
    await tree.close()
  })

  test('slackdump wrote one workspace three ways, with the same messages in each', async () => {
    const times = async (path: string) => {
      const {messages} = await read(await openInput(FIXTURES + path))
      return [...new Set(messages.map(({id}) => id))].sort()
    }
    const [exported, dumped, chunks] = await Promise.all(
      ['export_dir', 'dump_dir', 'chunk_dir'].map((name) => times(`slackdump/${name}`)),
    )
    expect(dumped).toEqual(exported)
    expect(chunks).toEqual(exported)
  })

  test('houstondatavis-2016 is in time order, with names in place of ids', async () => {
    const {messages, people} = await read(await openInput(`${FIXTURES}houstondatavis-2016`))
    const last = new Map<string, number>()
    for (const {conversation, at, order = 0} of messages) {
      const time = at * 1000 + order
      expect(time).toBeGreaterThan(last.get(conversation) ?? 0)
      last.set(conversation, time)
    }
    expect(people).toHaveLength(71)
    expect(
      messages.filter(({text}) => /<[@#][A-Z]|<!(?:here|channel|group|everyone)|@U0/.test(text)).map(({text}) => text),
    ).toEqual([])
  })
})
