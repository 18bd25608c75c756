import {fileURLToPath} from 'node:url'
import {openInput} from '@everport/plugin-kit'
import {describe, expect, test} from 'vitest'
import {slack} from '../src/index.js'
import {comparable} from './container-forms.js'
import {codes, read, skipped, texts} from './small-export.js'

const SAMPLES = fileURLToPath(new URL('../../../samples/', import.meta.url))
const open = (name: string) => openInput(SAMPLES + name)

describe('the sample export, garden-club', () => {
  test('is the same as a folder and as a zip', async () => {
    const [folder, zip] = await Promise.all([open('garden-club'), open('garden-club.zip')])
    const contents = async (tree: typeof zip) =>
      Promise.all(
        (await tree.files()).map(async (file) => [file.path, Buffer.from(await file.bytes()).toString('utf8')]),
      )
    expect(await contents(zip), 'run node samples/zip-garden-club.mjs').toEqual(await contents(folder))
    expect(comparable(await read(zip))).toEqual(comparable(await read(folder)))
    await zip.close()
  })

  test('is detected', async () => {
    expect(await slack.detect(await open('garden-club'))).toEqual({
      confidence: 'certain',
      why: 'users.json and 9 folders of day files (official export)',
    })
  })

  test('holds every kind of conversation, and an owner whose DMs they are', async () => {
    const {conversations} = await read(await open('garden-club'))
    expect(conversations.map(({name, kind}) => `${name} (${kind})`)).toEqual([
      'José Álvarez (direct)',
      'Zoë (direct)',
      'committee (group)',
      'general (group)',
      'kräuter (group)',
      'Maya, Łukasz, Aiko 田中 (group)',
      'planting-plan (group)',
      'tool-shed (group)',
      'winter-2024 (group)',
    ])
  })

  test('accounts for its 138 messages', async () => {
    const result = await read(await open('garden-club'))
    expect(result.messages).toHaveLength(117)
    expect(skipped(result)).toEqual({
      'channel-archive': 1,
      'channel-join': 12,
      'channel-leave': 1,
      'channel-purpose': 2,
      'channel-topic': 1,
      'group-join': 3,
      tombstone: 1,
    })
    expect(codes(result)).toEqual(['empty-conversations', 'owner-guessed'])
    expect(JSON.stringify(result)).not.toContain('xoxe')
  })

  test('holds what makes Slack exports hard', async () => {
    const result = await read(await open('garden-club'))
    const find = (part: string) => result.messages.find(({text}) => text.includes(part))
    const fleece = result.messages.filter(({text}) => text.includes('fleece') && !text.includes('(in reply'))
    expect(
      fleece.map(({at, order}) => `${at} ${order}`),
      'two messages in one millisecond',
    ).toEqual(['1742199164330 909', '1742199164330 989'])
    expect(find('I will help you unload')?.text, 'a broadcast reply of another day').toMatch(/^\(in reply to Maya: "/)
    expect(find('chainsaw')?.text, 'a deleted parent').toMatch(/^\(in reply to a deleted message\) /)
    expect(find('Opening day')?.editedAt, 'an edit').toBe(1741111780000)
    expect(find('Frost warning')?.bot, 'a bot whose words are in an attachment').toBe(true)
    expect(find('61 worms')?.attachments, 'a file').toHaveLength(1)
    expect(find('紫蘇')?.conversation, 'a channel with an umlaut').toBe('C06KRAUTER1')
    expect(find('spare mint')?.place?.file, "the day of the file is California's").toBe('general/2025-03-11.json')
    expect(texts(result)).toContain('Zoë 👋🏼 half of plot 5 and all of the herbs. See #kräuter!')
  })
})
