import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)))
const isTest = (path: string) => /\.test\.ts$|\/test(ing)?\//.test(path)
const sources = (prefix: string) =>
  tracked.filter((path) => path.startsWith(prefix) && path.endsWith('.ts') && !isTest(path))
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** What a file imports, as paths from the root or as package names. */
function imports(path: string): string[] {
  return [...text(path).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name]) =>
    name!.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), name!)) : name!,
  )
}

describe('the house', () => {
  it('core knows no terminal and no command line', () => {
    const found = sources('packages/core/src/').filter(
      (path) =>
        imports(path).some((name) => /^(@oclif|listr2|inquirer)/.test(name)) ||
        /\bconsole\.|process\.(stdout|stderr|exit)\b/.test(text(path)),
    )
    expect(found).toEqual([])
  })

  it('a platform is named only under plugins', () => {
    const found = ['packages/core/src/', 'packages/plugin-kit/src/', 'packages/rehearsal/src/', 'packages/cli/src/']
      .flatMap(sources)
      .filter((path) => /\b(slack|discord|telegram)\b/i.test(text(path).replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')))
    expect(found).toEqual([])
  })

  it.each([
    ['model', ['store', 'stage', 'target', 'deliver', 'run', 'input', 'source', 'config']],
    ['source', ['store', 'stage', 'target', 'deliver', 'run', 'config']],
    ['input', ['store', 'stage', 'target', 'deliver', 'run', 'source', 'config']],
    ['target', ['deliver', 'run', 'stage', 'source', 'input']],
    ['errors', ['store', 'stage', 'target', 'deliver', 'run', 'source', 'input', 'config']],
  ])('%s leans on none of the rooms above it', (room, above) => {
    const rooms = new RegExp(`^packages/core/src/(${above.join('|')})/`)
    const found = sources(`packages/core/src/${room}/`).flatMap((path) =>
      imports(path)
        .filter((name) => rooms.test(name))
        .map((name) => `${path} -> ${name}`),
    )
    expect(found).toEqual([])
  })

  it('only the store knows SQL', () => {
    const found = sources('packages/core/src/')
      .filter((path) => !path.startsWith('packages/core/src/store/'))
      .filter((path) => imports(path).includes('libsql') || /'(SELECT|INSERT|UPDATE|DELETE) /.test(text(path)))
    expect(found).toEqual([])
  })

  it('the command line imports no plugin by name, and plugins import only the kit', () => {
    const cli = sources('packages/cli/src/').filter((path) =>
      imports(path).some((name) => name.startsWith('@everport/plugin-') && !name.startsWith('@everport/plugin-kit')),
    )
    const plugins = sources('plugins/').filter((path) =>
      imports(path).some((name) => name.startsWith('@everport/') && !name.startsWith('@everport/plugin-kit')),
    )
    expect([...cli, ...plugins]).toEqual([])
  })

  it('no file is a drawer or a novel', () => {
    const drawers = tracked.filter((path) => /(^|\/)(utils?|helpers?|common|misc|types|manager)\.ts$/.test(path))
    const novels = [...sources('packages/'), ...sources('plugins/'), ...sources('templates/')].filter(
      (path) => text(path).split('\n').length > 301,
    )
    expect([...drawers, ...novels]).toEqual([])
  })

  it('names no machine and no registry', () => {
    const found = tracked.filter(
      (path) =>
        /\.(ts|js|mjs|json|md|yaml)$/.test(path) &&
        !path.endsWith('house.test.ts') &&
        /(^|[\s"'`(=])\/(work|root|farm)\/|registry\.npmjs/.test(text(path)),
    )
    expect(found).toEqual([])
  })
})
