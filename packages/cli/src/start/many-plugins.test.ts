import {execFile} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'

const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url))
const BUILT = existsSync(new URL('../../oclif.manifest.json', import.meta.url))
const NAMES = Array.from({length: 20}, (_, i) => `everport-plugin-p${i}`)

let folder: string
let loaded: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'everport-many-'))
  loaded = join(folder, 'loaded.txt')
  for (const name of NAMES) writePlugin(join(folder, name), name)
  const plugins = NAMES.map((name) => ({name, type: 'link', root: join(folder, name)}))
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'data/package.json'), JSON.stringify({private: true, oclif: {schema: 1, plugins}}))
})
beforeEach(() => rmSync(loaded, {force: true}))
afterAll(() => rmSync(folder, {recursive: true}))

/** A plugin whose module leaves its name in a file and fails. Its manifest says all that help needs. */
function writePlugin(root: string, name: string): void {
  const id = name.replace('everport-plugin-', '')
  const target = './dist/index.js'
  mkdirSync(join(root, 'dist'), {recursive: true})
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({
      name,
      version: '1.0.0',
      type: 'module',
      exports: target,
      files: ['dist'],
      oclif: {
        commands: {strategy: 'explicit', target, identifier: 'COMMANDS'},
        hooks: {'everport:source': {target, identifier: 'SOURCE_HOOK'}},
        topicSeparator: ' ',
      },
    }),
  )
  const command = {id: `import:${id}`, aliases: [], hiddenAliases: [], args: {}, flags: {}, strict: true}
  const manifest = {version: '1.0.0', commands: {[command.id]: {...command, summary: `Import ${id}`, pluginName: name}}}
  writeFileSync(join(root, 'oclif.manifest.json'), JSON.stringify(manifest))
  writeFileSync(
    join(root, target),
    `import {appendFileSync} from 'node:fs'\nappendFileSync(${JSON.stringify(loaded)}, '${name}\\n')\nthrow new Error('poison')\n`,
  )
}

function everport(...argv: string[]): Promise<{stdout: string; stderr: string; exit: number}> {
  const {NODE_ENV: _node, ...env} = process.env
  const own = {EVERPORT_DATA_DIR: join(folder, 'data'), EVERPORT_CACHE_DIR: join(folder, 'cache'), COLUMNS: '200'}
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [BIN, ...argv],
      {cwd: folder, env: {...env, ...own}},
      (_, stdout, stderr) => resolve({stdout, stderr, exit: child.exitCode ?? -1}),
    )
  })
}

const loadedNames = () => (existsSync(loaded) ? readFileSync(loaded, 'utf8').trim().split('\n') : [])

describe.skipIf(!BUILT)(`with twenty plugins${BUILT ? '' : ' (SKIPPED: it is not built)'}`, () => {
  it.each<[string[], string]>([
    [['--help'], 'rehearse'],
    [['import', '--help'], 'import p7'],
    [['import', 'p7', '--help'], 'Import p7'],
    [['complete', '--', 'import', 'p7'], 'p7'],
    [['--version'], 'everport/'],
  ])('%j loads no module of a plugin', async (argv, shown) => {
    const {exit, stderr, stdout} = await everport(...argv)
    expect({exit, stderr}).toEqual({exit: 0, stderr: ''})
    expect(stdout).toContain(shown)
    expect(loadedNames()).toEqual([])
  })

  it('that are all broken, each is named and the others work', async () => {
    const {exit, stdout} = await everport('sources', '--json')
    const {broken, sources} = JSON.parse(stdout) as {
      broken: {plugin: {name: string}; why: string}[]
      sources: {id: string}[]
    }
    expect(exit).toBe(0)
    expect(sources.map(({id}) => id)).toEqual(['csv', 'discord', 'slack', 'telegram'])
    expect(broken.map(({plugin, why}) => [plugin.name, why])).toEqual([...NAMES].sort().map((name) => [name, 'poison']))
    expect(loadedNames().sort()).toEqual([...NAMES].sort())
  })
})
