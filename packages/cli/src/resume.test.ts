import {execFile} from 'node:child_process'
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'

const BIN = fileURLToPath(new URL('../bin/run.js', import.meta.url))
const BUILT = existsSync(new URL('../dist/commands', import.meta.url))
const TABLE = 'conversation,sender,time,text\nclub,ann,2024-03-01T12:00:00Z,one\n'
/** Nobody is there. */
const NOWHERE = ['--base-url', 'http://127.0.0.1:9', '--timeout', '1']

interface Told {
  exit: number
  error: {code: string; message: string; hints: string[]}
}

describe.skipIf(!BUILT)(`a run that was stopped${BUILT ? '' : ' (SKIPPED: it is not built)'}`, () => {
  let project: string
  const everport = (...argv: string[]): Promise<Told> => {
    const {NODE_ENV: _node, EVEROS_BASE_URL: _url, ...env} = process.env
    const own = {EVEROS_API_KEY: 'a-key', EVERPORT_DATA_DIR: project, EVERPORT_CACHE_DIR: project}
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [BIN, ...argv, '--json'],
        {cwd: project, env: {...env, ...own}},
        (_, text) => resolve({...JSON.parse(text), exit: child.exitCode ?? -1}),
      )
    })
  }
  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), 'everport-resume-'))
    writeFileSync(join(project, 'package.json'), '{}')
    writeFileSync(join(project, 'chat.csv'), TABLE)
    const stopped = await everport('import', 'csv', './chat.csv', '--state-dir', 'runs', ...NOWHERE)
    expect(stopped).toMatchObject({exit: 5, error: {code: 'TARGET_UNREACHABLE'}})
  })
  afterAll(() => rmSync(project, {recursive: true}))

  const at = ['--state-dir', 'runs']

  it.each([
    ['import', ['import', 'csv', './chat.csv', '--bots', 'drop', ...NOWHERE]],
    ['resume', ['resume', '--bots', 'drop']],
  ])('refuses other options with the difference: %s', async (_, argv) => {
    const {exit, error} = await everport(...argv, ...at)
    expect({exit, code: error.code}).toEqual({exit: 2, code: 'RUN_CHANGED'})
    expect(error.message).toContain('bots is "drop", and was "assistant"')
    expect(error.hints.join('\n')).toMatch(/everport resume r1 --state-dir \S+runs {3}/)
  })

  it("refuses another source's option with the difference", async () => {
    const {exit, error} = await everport('import', 'csv', './chat.csv', '--me', 'ann', ...NOWHERE, ...at)
    expect({exit, message: error.message}).toEqual({
      exit: 2,
      message: expect.stringContaining('me is "ann", and was not set'),
    })
  })

  it('refuses a changed export with the difference, and goes on with what was read when told to', async () => {
    writeFileSync(join(project, 'chat.csv'), `${TABLE}club,ann,2024-03-01T12:01:00Z,two\n`)
    const {exit, error} = await everport('resume', ...at)
    expect({exit, code: error.code}).toEqual({exit: 2, code: 'RUN_CHANGED'})
    expect(error.message).toMatch(
      /chat\.csv was changed since r1 read it: 1 file is of another size \(chat\.csv has 98 bytes, and had 64 bytes\)/,
    )
    expect(error.hints[0]).toMatch(/everport resume r1 --as-read --state-dir \S+runs {3}/)
    expect(await everport('resume', '--as-read', ...at)).toMatchObject({exit: 5, error: {code: 'TARGET_UNREACHABLE'}})
  })

  it('refuses another server', async () => {
    const {exit, error} = await everport('resume', '--as-read', '--base-url', 'http://127.0.0.1:8', ...at)
    expect({exit, message: error.message}).toEqual({
      exit: 2,
      message: expect.stringContaining("the run's is http://127.0.0.1:9"),
    })
  })
})
