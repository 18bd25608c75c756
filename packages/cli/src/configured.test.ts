import {execFile} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, beforeEach, describe, expect, it, test} from 'vitest'

const BIN = fileURLToPath(new URL('../bin/run.js', import.meta.url))
const BUILT = existsSync(new URL('../dist/commands/config', import.meta.url))
const CONFIGURATION = `
sources:
  csv:
    me: Ann
    ignoreText: [one]
profiles:
  other:
    sources:
      csv: {ignoreText: [one, two]}
`

let project: string
let deep: string
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'everport-project-'))
  deep = join(project, 'exports', '2024')
  mkdirSync(deep, {recursive: true})
  writeFileSync(join(project, 'package.json'), '{}')
  const rows = ['one', 'two', 'three'].map((text, i) => `room,ann,2024-03-01T12:0${i}:00Z,${text}`)
  writeFileSync(join(deep, 'chat.csv'), ['conversation,sender,time,text', ...rows].join('\n'))
})
beforeEach(() => writeFileSync(join(project, '.everportrc.yaml'), CONFIGURATION))
afterAll(() => rmSync(project, {recursive: true}))

/** Runs the built program two folders below the configuration. */
function everport(argv: string[], extra: Record<string, string> = {}): Promise<{report: Report; exit: number}> {
  const {NODE_ENV: _node, ...env} = process.env
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [BIN, ...argv, '--json'],
      {
        cwd: deep,
        env: {...env, EVERPORT_DATA_DIR: join(project, 'data'), EVERPORT_CACHE_DIR: join(project, 'cache'), ...extra},
      },
      (_, stdout) => resolve({report: JSON.parse(stdout), exit: child.exitCode ?? -1}),
    )
  })
}

interface Report {
  books: {sent: number}
  error: {code: string; message: string}
}

describe.skipIf(!BUILT)(`a project with a configuration${BUILT ? '' : ' (SKIPPED: it is not built)'}`, () => {
  test.each<[string, string[], Record<string, string>, number]>([
    ['its settings hold for the source that is named', ['csv', './chat.csv'], {}, 2],
    ['and for the source that is detected', ['./chat.csv'], {}, 2],
    ['a profile goes before them', ['./chat.csv', '--profile', 'other'], {}, 1],
    ['a profile of the environment too', ['./chat.csv'], {EVERPORT_PROFILE: 'other'}, 1],
    ['the environment goes before a profile', ['./chat.csv', '--profile', 'other'], {EVERPORT_IGNORE_TEXT: 'x'}, 3],
    [
      'a flag goes before the environment',
      ['csv', './chat.csv', '--ignore-text', 'two'],
      {EVERPORT_IGNORE_TEXT: 'x'},
      2,
    ],
  ])('%s', async (_, argv, env, sent) => {
    const {exit, report} = await everport(['inspect', ...argv], env)
    expect({exit, sent: report.books?.sent}).toEqual({exit: 0, sent})
  })

  it('says where it does not fit before it opens anything', async () => {
    writeFileSync(join(project, '.everportrc.yaml'), 'api: v3\nsources: {csv: {mee: Ann}}\n')
    const {exit, report} = await everport(['import', './not-there.zip'])
    expect({exit, code: report.error.code}).toEqual({exit: 2, code: 'CONFIG_INVALID'})
    expect(report.error.message.split('\n')).toEqual([
      '2 settings do not fit:',
      `  ${join('..', '..', '.everportrc.yaml')}: api: must be one of v1, v2, and is "v3"; did you mean v1?`,
      `  ${join('..', '..', '.everportrc.yaml')}: sources.csv.mee: there is no such setting; did you mean me?`,
    ])
  })
})
