import {memfs} from 'memfs'
import {describe, expect, it} from 'vitest'
import {type InitFileSystem, initConfiguration} from './init-configuration.js'
import {fakeTerminal} from './terminal.test.fixture.js'

const ROOT = '/p'

async function init(
  files: Record<string, string>,
  {answers, given = {}, replace = false}: {answers?: string[]; given?: object; replace?: boolean} = {},
) {
  const {fs, vol} = memfs({...files, '/p/readme.md': ''})
  const {err, out, terminal} = fakeTerminal({interactive: answers !== undefined})
  const asked: string[] = []
  const result = await initConfiguration(
    terminal,
    {
      folder: ROOT,
      given: {...given},
      sources: [],
      replace,
      askFor: async (question, suggestion) => {
        asked.push(question)
        return answers?.shift() || suggestion
      },
    },
    fs as unknown as InitFileSystem,
  )
  return {result, asked, err, out, written: String(vol.readFileSync('/p/.everportrc.yaml'))}
}

describe('config init', () => {
  it('writes what flags say without asking when there is nobody', async () => {
    const {asked, result, written} = await init({}, {given: {api: 'v2', bots: 'drop'}})
    expect(asked).toEqual([])
    expect(result).toEqual({file: '/p/.everportrc.yaml', settings: {api: 'v2', bots: 'drop'}})
    expect(written).toMatch(/^api: v2$/m)
    expect(written).toMatch(/^# concurrency: 8$/m)
  })

  it('asks on a terminal for what no flag says, and again when the answer does not fit', async () => {
    const {asked, err, result} = await init(
      {},
      {answers: ['http://127.0.0.1:8000', 'soon', '2024-01-31', ''], given: {api: 'v2'}},
    )
    expect(asked.map((question) => question.split(' ')[0])).toEqual(['Address', 'Leave', 'Leave', 'Messages'])
    expect(err).toEqual(['  must be a date like 2024-01-31 or a date and time like 2024-01-31T09:00:00Z'])
    expect(result.settings).toEqual({api: 'v2', baseUrl: 'http://127.0.0.1:8000', since: '2024-01-31'})
  })

  it('never writes over a configuration unasked', async () => {
    await expect(init({'/p/.everportrc.yaml': 'api: v2'})).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: '.everportrc.yaml configures this project already.',
      hints: expect.arrayContaining(['everport config init --yes   writes a new one in its place']),
    })
  })

  it('does when it is told to', async () => {
    const {written} = await init({'/p/.everportrc.yaml': 'api: v2'}, {replace: true})
    expect(written).not.toMatch(/^api/m)
  })

  it('leaves alone a configuration of another form, which would count before it', async () => {
    const files = {'/p/package.json': '{"everport": {}}'}
    await expect(init(files, {replace: true})).rejects.toThrow('package.json configures this project already.')
  })
})
