import {execFile} from 'node:child_process'
import {existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'

const BIN = fileURLToPath(new URL('../bin/run.js', import.meta.url))
const BUILT = existsSync(new URL('../dist/commands', import.meta.url))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'everport-bin-'))
})
afterAll(() => rmSync(folder, {recursive: true}))

/** Runs the built program in an empty folder, away from the settings of whoever runs the tests. */
function everport(...argv: string[]): Promise<{stdout: string; stderr: string; exit: number}> {
  // oclif would look for sources under NODE_ENV=test.
  const {NODE_ENV: _node, EVEROS_API_KEY: _key, EVEROS_BASE_URL: _url, ...env} = process.env
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [BIN, ...argv],
      {
        cwd: folder,
        env: {
          ...env,
          NO_COLOR: '1',
          EVERPORT_DATA_DIR: join(folder, 'data'),
          EVERPORT_CONFIG_DIR: join(folder, 'config'),
          EVERPORT_CACHE_DIR: join(folder, 'cache'),
        },
      },
      (_, stdout, stderr) => resolve({stdout, stderr, exit: child.exitCode ?? -1}),
    )
  })
}

describe.skipIf(!BUILT)(`the program${BUILT ? '' : ' (SKIPPED: it is not built)'}`, () => {
  it('shows its commands', async () => {
    const {exit, stderr, stdout} = await everport('--help')
    expect({exit, stderr}).toEqual({exit: 0, stderr: ''})
    for (const word of ['import', 'convert', 'inspect', 'rehearse', 'resume', 'status', 'sources', 'plugins']) {
      expect(stdout).toContain(`\n  ${word}`)
    }
  })

  it.each([['-v'], ['--version']])('%s tells its version', async (flag) => {
    expect((await everport(flag)).stdout).toMatch(/^everport\/\d+\.\d+\.\d+ /)
  })

  it.each([
    ['an unknown flag', ['import', 'x.zip', '--nope'], 2],
    ['a missing argument', ['import'], 2],
    ['a value out of range', ['import', 'x.zip', '--concurrency', '0'], 2],
    ['a missing path', ['import', './x.zip'], 3],
    ['a run that is not there', ['resume'], 2],
  ])('%s is one JSON object and the right exit code', async (_, argv, expected) => {
    const {exit, stdout} = await everport(...argv, '--json')
    expect(exit).toBe(expected)
    const {error} = JSON.parse(stdout)
    expect(error).toEqual(
      expect.objectContaining({code: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String)}),
    )
  })

  it('says mistakes in sentences, without a stack', async () => {
    const {exit, stderr, stdout} = await everport('import', './x.zip')
    expect({exit, stdout}).toEqual({exit: 3, stdout: ''})
    expect(stderr).toMatch(/^Error: there is nothing at \.\/x\.zip/)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it('does not know an export by a file of nonsense', async () => {
    writeFileSync(join(folder, 'nonsense.bin'), 'nonsense')
    const {exit, stdout} = await everport('inspect', './nonsense.bin', '--json')
    expect({exit, code: JSON.parse(stdout).error.code}).toEqual({exit: 3, code: 'INPUT_UNRECOGNISED'})
  })

  it('lists no runs where there are none, and leaves no trace', async () => {
    const {exit, stdout} = await everport('status', '--json')
    expect({exit, report: JSON.parse(stdout)}).toEqual({exit: 0, report: {runs: []}})
    expect(readdirSync(folder)).not.toContain('.everport')
  })
})
