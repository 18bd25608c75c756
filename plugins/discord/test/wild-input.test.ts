import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {exporterJson, message} from './exporter-json.js'
import {readFiles, readMessages} from './read-files.js'

// Imitators and edited files put anything anywhere: it may be skipped, and must be counted, but never ends the import.
const anything = fc.jsonValue({maxDepth: 3})
const FIELDS = [
  'id',
  'type',
  'timestamp',
  'timestampEdited',
  'callEndedTimestamp',
  'content',
  'author',
  'attachments',
  'embeds',
  'stickers',
  'mentions',
  'reference',
  'forwardedMessage',
]
const wildMessage = fc.dictionary(fc.constantFrom(...FIELDS), anything).map((fields) => message(fields))
const near = fc.record(
  {
    content: fc.constantFrom('<@1> <#2> <@&3>', '', '<t:1:R>'),
    author: fc.record({
      id: anything,
      name: anything,
      nickname: anything,
      isBot: anything,
      discriminator: anything,
      roles: anything,
    }),
    attachments: fc.array(fc.record({url: anything, fileName: anything})),
    embeds: fc.array(
      fc.record({
        title: anything,
        description: anything,
        fields: fc.oneof(anything, fc.array(fc.record({name: anything, value: anything}))),
        footer: anything,
      }),
    ),
    stickers: fc.array(fc.record({name: anything})),
    mentions: fc.oneof(anything, fc.array(fc.record({id: anything, nickname: anything}))),
    reference: fc.record({type: fc.constantFrom('Forward', 'Default', 1), messageId: anything, channelId: anything}),
    forwardedMessage: fc.record({content: anything, embeds: anything, attachments: anything, stickers: anything}),
  },
  {requiredKeys: []},
)

describe('wild input', () => {
  it('loses no message of a channel', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(wildMessage, near.map(message), anything)), async (messages) => {
        const result = await readMessages(messages as object[], {embeds: 'all', events: true})
        expect(result.messages.length + result.skips.length).toBe(messages.length)
        for (const {id, sender, at} of result.messages) {
          expect([typeof id, typeof sender, Number.isSafeInteger(at)]).toEqual(['string', 'string', true])
          expect(id).not.toBe('')
        }
      }),
    )
  })

  it('names a channel by anything', async () => {
    const channel = fc.record({
      id: anything,
      type: anything,
      name: anything,
      topic: anything,
      category: anything,
      categoryId: anything,
    })
    await fc.assert(
      fc.asyncProperty(channel, fc.record({id: anything, name: anything}), async (wild, guild) => {
        const result = await readFiles({'a.json': exporterJson({guild, channel: wild, messages: [message()]})})
        expect(result.messages).toHaveLength(1)
        expect(result.conversations[0]!.id).not.toBe('')
      }),
    )
  })

  it('is a data package of anything', async () => {
    const rows = fc.array(
      fc.oneof(anything, fc.record({ID: anything, Timestamp: anything, Contents: anything, Attachments: anything})),
    )
    await fc.assert(
      fc.asyncProperty(
        rows,
        anything,
        anything,
        fc.dictionary(fc.constantFrom('relationships', 'username', 'global_name'), anything),
        async (messages, channel, index, user) => {
          const result = await readFiles({
            'Account/user.json': JSON.stringify({...user, id: '111111111111111111'}),
            'Messages/index.json': JSON.stringify(index),
            'Messages/c444444444444444441/channel.json': JSON.stringify(channel),
            'Messages/c444444444444444441/messages.json': JSON.stringify(messages),
          })
          expect(result.messages.length + result.skips.length).toBe(messages.length)
        },
      ),
    )
  })

  it('is an archive of anything', async () => {
    const raw = fc.oneof(
      anything,
      fc.record({
        u: fc.nat(2),
        t: anything,
        m: anything,
        r: anything,
        a: anything,
        e: fc.oneof(anything, fc.array(fc.record({type: anything, t: anything}))),
      }),
    )
    const meta = fc.record({users: anything, userindex: anything, servers: anything, channels: anything})
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[1-9]\d{0,18}$/), raw), meta, async (messages, index) => {
        const result = await readFiles({
          'dht.json': JSON.stringify({meta: {...index, users: index.users ?? {}}, data: {9001: messages}}),
        })
        expect(result.messages.length + result.skips.length).toBe(Object.keys(messages).length)
      }),
    )
  })

  it('is a CSV of anything', async () => {
    const cell = fc.oneof(
      fc.string({unit: 'binary'}),
      fc.constantFrom('05-Jun-19 07:28 AM', '1/2/2020 3:04', 'Ann#0000', '1111111111111111'),
    )
    const row = fc.array(cell, {minLength: 6, maxLength: 6})
    await fc.assert(
      fc.asyncProperty(fc.array(row), async (rows) => {
        const quoted = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
        const result = await readFiles({
          'a.csv': ['AuthorID,Author,Date,Content,Attachments,Reactions', ...quoted].join('\n'),
        })
        expect(result.messages.length + result.skips.length).toBe(rows.length)
      }),
    )
  })
})
