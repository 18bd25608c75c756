import type {RcFileSystem} from '@everport/core/config'
import {CONTRACT, defineSource} from '@everport/core/source'
import type {Interfaces} from '@oclif/core'
import {memfs} from 'memfs'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'
import {readConfiguration} from './read-configuration.js'

const chat = defineSource({
  contract: CONTRACT,
  id: 'chat',
  name: 'Chat',
  formats: [],
  options: z.strictObject({rooms: z.array(z.string()).default([]).describe('only these rooms')}),
  losses: [],
  skips: {},
  detect: async () => ({confidence: 'no', why: ''}),
  async *read() {},
})

function read(content: string | undefined, {env = {}, profile}: {env?: Record<string, string>; profile?: string} = {}) {
  const asked: string[] = []
  const plugins = {
    commandIDs: ['import', 'import:chat', 'import:broken', 'status'],
    async runHook(event: string) {
      asked.push(event)
      return {successes: [{result: chat}, {result: undefined}], failures: []}
    },
  } as unknown as Pick<Interfaces.Config, 'commandIDs' | 'runHook'>
  const files: Record<string, string> = content === undefined ? {} : {'/p/.everportrc': content}
  const fs = memfs(files).fs as unknown as RcFileSystem
  // Nothing on the real disk makes a project of /p: the search begins and ends there.
  return readConfiguration(plugins, {cwd: '/p', env, fs, profile}).then((read) => ({...read, asked}))
}

describe('the configuration of a project', () => {
  it('is nothing without a file', async () => {
    const {asked, rc, settings} = await read(undefined)
    expect({asked, rc, values: settings.valuesFor('import')}).toEqual({asked: [], rc: undefined, values: []})
  })

  it('asks the sources for their options only when it has something to say to one', async () => {
    expect((await read('api: v2')).asked).toEqual([])
    expect((await read('sources: {chat: {rooms: [a]}}')).asked).toEqual(['everport:source'])
  })

  it("is checked by each source's own schema", async () => {
    await expect(read('sources: {chat: {room: [a]}}')).rejects.toThrow(
      '.everportrc: sources.chat.room: there is no such setting; did you mean rooms?',
    )
  })

  it('takes as they are the settings of a source that does not load', async () => {
    const {settings} = await read('sources: {broken: {any: 1}}')
    expect(settings.valuesFor('source', 'broken')[0]?.values).toEqual({any: 1})
  })

  it('refuses the key of the environment', async () => {
    await expect(read('namespace: my-own-key', {env: {EVEROS_API_KEY: 'my-own-key'}})).rejects.toMatchObject({
      code: 'CONFIG_SECRET',
    })
  })

  it.each([
    [undefined, 'There is no configuration from here up'],
    ['api: v2', 'There is no profile "x" in .everportrc.'],
  ])('%s has no profile', async (content, sentence) => {
    await expect(read(content, {profile: 'x'})).rejects.toThrow(sentence)
  })
})
