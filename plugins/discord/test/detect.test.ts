import {type InputTree, memoryTree} from '@everport/plugin-kit'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {discord} from '../src/index.js'
import {exporterJson, message} from './exporter-json.js'
import type {Files} from './read-files.js'

const CSV = 'AuthorID,Author,Date,Content,Attachments,Reactions\n'
const CHANNEL = 'Messages/c444444444444444441/channel.json'
const MESSAGES = 'Messages/c444444444444444441/messages.json'
const detect = (files: Files) => discord.detect(memoryTree(files))

describe('detect', () => {
  it.each([
    ['JSON of the exporter', {'a.json': exporterJson({messages: [message()]})}, 'certain', /DiscordChatExporter JSON/],
    ['an empty channel', {'a.json': exporterJson()}, 'certain', /DiscordChatExporter JSON/],
    ['JSON under any name', {export: exporterJson()}, 'certain', /DiscordChatExporter JSON/],
    [
      'JSON with the messages in front',
      {'a.json': JSON.stringify({messages: [message()], channel: {id: '1'}})},
      'certain',
      /DiscordChatExporter/,
    ],
    ['CSV', {'a.csv': CSV, 'b.csv': ''}, 'certain', /DiscordChatExporter CSV/],
    [
      'one CSV among many empty files',
      {...Object.fromEntries(Array.from({length: 200}, (_, index) => [`${index}/1.csv`, ''])), 'z/1.csv': CSV},
      'certain',
      /CSV/,
    ],
    [
      'a data package',
      {'Messages/index.json': '{}', 'Messages/c444444444444444441/channel.json': '{}'},
      'certain',
      /data package with 1 channel /,
    ],
    ['its messages folder alone', {'444444444444444441/channel.json': '{}'}, 'likely', /data package/],
    ['messages out of it', {'messages.csv': 'ID,Timestamp,Contents,Attachments\n'}, 'certain', /one channel/],
    [
      'a text archive of the tracker',
      {'dht.txt': '{"meta":{"users":{},"userindex":[]},"data":{}}'},
      'certain',
      /History Tracker/,
    ],
    [
      'day files',
      {'general/2020-09-14.json': '[{"author":"a","content":"x","created_at":"2020-09-14T11:29:42+00:00"}]'},
      'likely',
      /for each day/,
    ],
    [
      'day files of another platform',
      {'general/2020-09-14.json': '[{"type":"message","user":"U1","ts":"1"}]'},
      'no',
      /no file/,
    ],
    [
      'an export of another platform',
      {
        'result.json':
          '{"name":"x","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message","date":"2020-01-01T00:00:00","from":"x","text":"y"}]}',
      },
      'no',
      /no file/,
    ],
    ['junk under the name of a channel', {[CHANNEL]: new Uint8Array([0x7b, 0, 0xff, 1])}, 'no', /no file/],
    ['a zero-byte channel', {[CHANNEL]: ''}, 'no', /no file/],
    ['a channel that is lost, beside its messages', {[CHANNEL]: '\0\0', [MESSAGES]: '[]'}, 'likely', /data package/],
    ['another CSV', {'a.csv': 'id,author,text\n1,a,b\n'}, 'no', /no file/],
    ['nothing', {}, 'no', /no file/],
  ])('knows %s', async (_, files, confidence, why) => {
    const found = await detect(files)
    expect(found).toMatchObject({confidence, why: expect.stringMatching(why)})
    expect(found.refused).toBeUndefined()
  })

  it('prefers what can be read to what is refused', async () => {
    const found = await detect({
      'a.json': exporterJson(),
      'b.html': '<title>x</title>chatlog',
      'c.html': '<title>x</title>chatlog',
    })
    expect(found).toMatchObject({confidence: 'certain'})
  })

  it('reads at most 64 KB of a few files, and none of media', async () => {
    const heads: Array<[string, number]> = []
    const many = Object.fromEntries(Array.from({length: 500}, (_, index) => [`${index}.json`, '{}']))
    const tree = memoryTree({...many, 'a.json_Files/x-1A2B3.json': '{}', 'picture.png': 'x'})
    await discord.detect(watched(tree, (path, length) => heads.push([path, length])))
    expect(heads.length).toBeLessThanOrEqual(32)
    expect(heads.every(([path, length]) => length <= 65_536 && /^\d+\.json$/.test(path))).toBe(true)
  })

  it('never throws for foreign input', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.constantFrom('a.json', 'b.csv', 'c.txt', 'd/2020-01-01.json', 'e.html', 'f.dht'),
          fc.uint8Array({maxLength: 200}),
        ),
        async (files) => {
          expect(['certain', 'likely', 'no']).toContain((await detect(files)).confidence)
        },
      ),
    )
  })
})

function watched(tree: InputTree, onHead: (path: string, length: number) => void): InputTree {
  return {
    ...tree,
    files: async () =>
      (await tree.files()).map((file) => ({
        path: file.path,
        size: file.size,
        head: (length) => {
          onHead(file.path, length)
          return file.head(length)
        },
        bytes: () => Promise.reject(new Error('read whole')),
        chunks: () => {
          throw new Error('read whole')
        },
      })),
  }
}
