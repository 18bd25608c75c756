import {describe, expect, it} from 'vitest'
import {createChannelFilter} from '../src/channel-filter.js'
import {discord} from '../src/index.js'
import {exporterJson, GENERAL, message, THREAD} from './exporter-json.js'
import {codes, readFiles} from './read-files.js'

const general = {id: '10', form: 'channel', name: 'general', guild: 'My Server'} as const
const thread = {
  id: '20',
  form: 'thread',
  name: 'Cool Thread',
  guild: 'My Server',
  parent: {id: '10', name: 'general'},
} as const
const direct = {id: '30', form: 'direct', name: 'Bob [x]'} as const

describe('createChannelFilter', () => {
  it.each([
    [{}, [true, true, true]],
    [{channels: ['general']}, [true, true, false]],
    [{channels: ['#General']}, [true, true, false]],
    [{channels: ['10']}, [true, true, false]],
    [{channels: ['20']}, [false, true, false]],
    [{channels: ['general / Cool Thread']}, [false, true, false]],
    [{channels: ['general/cool*']}, [false, true, false]],
    [{channels: ['my server/*']}, [true, true, false]],
    [{channels: ['gen?ral', '30']}, [true, true, true]],
    [{channels: ['Bob [x]']}, [false, false, true]],
    [{channels: ['.*']}, [false, false, false]],
    [{exclude: ['general']}, [false, false, true]],
    [{exclude: ['Cool Thread']}, [true, false, true]],
    [{channels: ['general'], exclude: ['20']}, [true, false, false]],
    [{kinds: ['thread' as const, 'direct' as const]}, [false, true, true]],
  ])('%j takes the channel, its thread, the direct message: %j', (options, expected) => {
    const filter = createChannelFilter(options)
    expect([general, thread, direct].map((label) => filter.accepts(label))).toEqual(expected)
  })

  it('tells which patterns were of no use', () => {
    const filter = createChannelFilter({channels: ['general', 'genral'], exclude: ['random']})
    filter.accepts(general)
    expect(filter.unused()).toEqual(['genral', 'random'])
  })
})

describe('the options', () => {
  const files = {
    'general.json': exporterJson({messages: [message()]}),
    'thread.json': exporterJson({channel: THREAD, messages: [message()]}),
    'random.json': exporterJson({
      channel: {...GENERAL, id: '12345678901234567', name: 'random'},
      messages: [message()],
    }),
  }

  it('choose channels before they are read', async () => {
    const {conversations, messages} = await readFiles(files, {channels: ['general']})
    expect(new Set(conversations.map(({id}) => id))).toEqual(new Set([GENERAL.id]))
    expect(messages).toHaveLength(2)
  })

  it('join threads also when only threads are chosen', async () => {
    const {messages} = await readFiles(files, {kinds: ['thread']})
    expect(messages.map(({conversation}) => conversation)).toEqual([GENERAL.id])
  })

  it('that match nothing are told about', async () => {
    const result = await readFiles(files, {channels: ['general', 'genral']})
    expect(result.notices).toMatchObject([{code: 'unused-filter', message: expect.stringContaining('"genral"')}])
    expect(codes(await readFiles(files))).toEqual([])
  })

  it('refuse zones that do not exist, and options that do not', () => {
    expect(discord.options.safeParse({timezone: 'Mars/Olympus'}).success).toBe(false)
    expect(discord.options.safeParse({chanels: ['x']}).success).toBe(false)
    expect(discord.options.parse({})).toEqual({events: false, embeds: 'bots', webhooks: 'bots', threads: 'joined'})
  })
})

describe('reading', () => {
  it('stops soon after it is told to', async () => {
    const abort = new AbortController()
    const {memoryTree} = await import('@everport/plugin-kit')
    const context = {signal: abort.signal, skip: () => {}, warn: () => {}}
    const many = Object.fromEntries(
      Array.from({length: 50}, (_, index) => [
        `${index}.json`,
        exporterJson({channel: {...GENERAL, id: `${10_000_000_000_000_000n + BigInt(index)}`}, messages: [message()]}),
      ]),
    )
    let batches = 0
    for await (const _ of discord.read(memoryTree(many), discord.options.parse({}), context)) {
      batches++
      abort.abort()
    }
    expect(batches).toBeLessThan(4)
  })
})
