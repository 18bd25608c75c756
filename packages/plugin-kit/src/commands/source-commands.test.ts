import {memoryTree} from '@everport/core/input'
import {CONTRACT, defineSource} from '@everport/core/source'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {sourceCommands} from './source-commands.js'
import {sourceHook} from './source-hook.js'

const chat = (options: z.ZodObject) =>
  defineSource({
    contract: CONTRACT,
    id: 'chat',
    name: 'Chat',
    formats: [],
    options,
    losses: [],
    skips: {},
    detect: async () => ({confidence: 'no', why: ''}),
    async *read() {},
  })
const Options = z.strictObject({rooms: z.array(z.string()).default([]).describe('only these rooms')})

describe('the commands of a source', () => {
  const commands = sourceCommands(chat(Options))

  it('are three', () => {
    expect(Object.keys(commands)).toEqual(['import:chat', 'convert:chat', 'inspect:chat'])
  })

  it('have its options and the shared ones as flags', () => {
    const flags = (id: string) => Object.keys(commands[id]?.flags ?? {})
    expect(flags('import:chat')).toEqual(expect.arrayContaining(['rooms', 'since', 'concurrency', 'dry-run', 'yes']))
    expect(flags('convert:chat')).toEqual(expect.arrayContaining(['rooms', 'since', 'out', 'format']))
    expect(flags('inspect:chat')).toEqual(expect.arrayContaining(['rooms', 'since']))
    expect(flags('inspect:chat')).not.toContain('concurrency')
  })

  it('take a path and never standard input in its place', () => {
    for (const command of Object.values(commands)) {
      expect(command.args.path).toMatchObject({required: true, ignoreStdin: true})
    }
  })
})

it.each(['since', 'dryRun', 'json'])('an option cannot be called %s, as a flag of every import is', (key) => {
  const options = z.strictObject({[key]: z.string().optional().describe('x')})
  expect(() => sourceCommands(chat(options))).toThrow('source chat: every import has a flag')
})

it('the hook gives the source', async () => {
  const source = chat(Options)
  expect(await sourceHook(source)()).toBe(source)
  expect(await source.detect(memoryTree({}))).toEqual({confidence: 'no', why: ''})
})
