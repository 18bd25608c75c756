// The one test that may reach beyond this computer: what is installed here needs packages of others from npm.
import {execFileSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {checkPackage, createPackageFromTarballData} from '@arethetypeswrong/core'
import {publint} from 'publint'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {packAll} from './pack-all.js'
import {readTarball} from './read-tarball.js'
import {startRegistry} from './registry.js'
import {openSandbox, type Sandbox} from './sandbox.js'

const MINUTES = 60_000
const {version: VERSION} = JSON.parse(
  readFileSync(new URL('../../packages/cli/package.json', import.meta.url), 'utf8'),
) as {version: string}
const SAMPLE = fileURLToPath(new URL('../../samples/garden-club.zip', import.meta.url))
const PACKAGES = [
  'everport',
  'everport-core',
  'everport-plugin-csv',
  'everport-plugin-discord',
  'everport-plugin-kit',
  'everport-plugin-slack',
  'everport-plugin-telegram',
  'everport-rehearsal',
]

let packs: string
let tarballs: string[]
let sandbox: Sandbox
beforeAll(async () => {
  packs = mkdtempSync(join(tmpdir(), 'everport-packs-'))
  tarballs = await packAll(packs)
  sandbox = openSandbox(execFileSync('npm', ['config', 'get', 'cache'], {encoding: 'utf8'}).trim())
}, 2 * MINUTES)
afterAll(() => {
  sandbox?.remove()
  rmSync(packs, {recursive: true, force: true})
}, MINUTES)

const everport = (...words: string[]) => sandbox.run('npx', ['everport', ...words])

describe('a packed package', () => {
  it('is made of all that are published', () => {
    expect(tarballs.map((path) => basename(path, `-${VERSION}.tgz`)).sort()).toEqual(PACKAGES)
  })

  it.each(PACKAGES)('%s is as npm, Node and TypeScript want it', async (name) => {
    const bytes = readFileSync(tarballOf(name))
    const {messages} = await publint({pack: {tarball: Uint8Array.from(bytes).buffer}, strict: true})
    expect(messages).toEqual([])
    const types = await checkPackage(createPackageFromTarballData(Uint8Array.from(bytes)))
    // `import` is the only way in, and TypeScript must be told so (`module: nodenext`).
    const problems = (types.types ? types.problems : []).filter(
      (problem) => !('resolutionKind' in problem && /^node(10|16-cjs)$/.test(problem.resolutionKind)),
    )
    expect({typed: types.types !== false, problems}).toEqual({typed: true, problems: []})
  })

  it.each(PACKAGES)('%s holds what it needs and nothing else', (name) => {
    const files = readTarball(tarballOf(name))
    const paths = [...files.keys()]
    expect(paths).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE']))
    const ours = paths.filter((path) => !path.startsWith('template/'))
    expect(ours.filter((path) => /\.test\.|tsbuildinfo|\.map$|^src\//.test(path))).toEqual([])
    const {dependencies, exports, oclif} = JSON.parse(files.get('package.json')!)
    expect(JSON.stringify({dependencies, exports})).not.toMatch(/workspace:|catalog:|@everport\/source/)
    if (oclif) expect(paths).toContain('oclif.manifest.json')
  })

  it('the command line brings the template, the schema and its manifest', () => {
    const files = readTarball(tarballOf('everport'))
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['bin/run.js', 'schema.json', 'template/_package.json', 'template/src/index.ts']),
    )
    const {commands} = JSON.parse(files.get('oclif.manifest.json')!) as {commands: object}
    expect(Object.keys(commands)).toEqual(expect.arrayContaining(['import', 'new', 'config:init']))
  })

  it('imports nothing that its package.json does not name', () => {
    for (const name of PACKAGES) {
      const files = readTarball(tarballOf(name))
      const {dependencies, name: own, peerDependencies} = JSON.parse(files.get('package.json')!)
      const named = Object.keys({...dependencies, ...peerDependencies, [own]: ''})
      const imported = [...files].flatMap(([path, text]) => (/^(dist|bin)\/.*\.js$/.test(path) ? importsOf(text) : []))
      expect(new Set(imported.filter((one) => !named.includes(one)))).toEqual(new Set())
    }
  })
})

describe('installed from the packages', () => {
  it(
    'into an empty folder, imports an export',
    async () => {
      writeFileSync(join(sandbox.app, 'package.json'), '{"private": true}')
      await sandbox.run('npm', ['install', ...tarballs])
      const {stdout} = await everport('rehearse', SAMPLE, '--json')
      expect(JSON.parse(stdout)).toMatchObject({report: {books: {read: 138, sent: 117}}, server: {equal: true}})
    },
    5 * MINUTES,
  )

  it('lists its sources, with what came with it', async () => {
    const {stdout} = await everport('sources', '--json')
    const {broken, sources} = JSON.parse(stdout) as {broken: unknown[]; sources: {id: string}[]}
    expect({ids: sources.map(({id}) => id), broken}).toEqual({ids: ['csv', 'discord', 'slack', 'telegram'], broken: []})
  })

  it(
    'makes a plugin that works by the commands that it prints',
    async () => {
      const {stdout} = await everport('new', 'my-chat')
      const printed = stdout
        .split('\n')
        .flatMap((line) => /^ {2}(npm|npx everport) (.+?)(?: {2,}|$)/.exec(line)?.slice(1, 3) ?? [])
      expect(printed).toHaveLength(6)
      for (let i = 0; i < printed.length; i += 2) {
        const [program = '', ...words] = `${printed[i]} ${printed[i + 1]}`.split(' ')
        await sandbox.run(program, words)
      }
      expect(JSON.parse((await everport('sources', '--json')).stdout).sources).toContainEqual(
        expect.objectContaining({id: 'my-chat', plugin: expect.objectContaining({type: 'link'})}),
      )
      const {stdout: rehearsed} = await everport('rehearse', './my-chat/test/fixtures/loft', '--json')
      expect(JSON.parse(rehearsed)).toMatchObject({
        report: {source: 'my-chat', books: {sent: 6}},
        server: {equal: true},
      })
    },
    5 * MINUTES,
  )

  it(
    'installs a plugin by a short name and from a tarball, and lets it go again',
    async () => {
      const published = await packedPlugin('@everport/plugin-my-chat')
      const registry = await startRegistry([...tarballs, published])
      try {
        writeFileSync(join(sandbox.home, '.npmrc'), `@everport:registry=${registry.url}\n`)
        // What only happens to be called like a source is somebody else's.
        const {stderr} = await sandbox.run('npx', ['everport', 'plugins', 'install', 'zod'], {exit: 2})
        expect(stderr.replace(/[\s›]+/g, ' ')).toContain('the package zod is not called like a plugin of everport')

        await everport('plugins', 'uninstall', 'everport-plugin-my-chat')
        expect(await installedAs('my-chat')).toBeUndefined()
        await everport('plugins', 'install', 'my-chat')
        expect(await installedAs('my-chat')).toEqual({
          name: '@everport/plugin-my-chat',
          version: '0.1.0',
          type: 'user',
        })
        expect((await everport('import', 'my-chat', '--help')).stdout).toContain('--rooms')
        await everport('plugins', 'uninstall', 'my-chat')

        const tarball = await packedPlugin('everport-plugin-my-chat')
        await everport('plugins', 'install', `./${relative(sandbox.app, tarball)}`)
        expect(await installedAs('my-chat')).toMatchObject({name: 'everport-plugin-my-chat', type: 'user'})
      } finally {
        await registry.close()
      }
    },
    5 * MINUTES,
  )
})

/** The plugin that the tests made, packed as somebody publishes it: under a name, and with a version of the kit. */
async function packedPlugin(name: string): Promise<string> {
  const path = join(sandbox.app, 'my-chat/package.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  const {'@everport/core': _core, '@everport/rehearsal': _rehearsal, ...dependencies} = manifest.dependencies
  const published = {...manifest, name, dependencies: {...dependencies, '@everport/plugin-kit': `^${VERSION}`}}
  writeFileSync(path, JSON.stringify(published))
  const {stdout} = await sandbox.run('npm', ['pack', './my-chat', '--pack-destination', sandbox.home])
  return join(sandbox.home, stdout.trim().split('\n').at(-1)!)
}

async function installedAs(id: string): Promise<object | undefined> {
  const {sources} = JSON.parse((await everport('sources', '--json')).stdout) as {
    sources: {id: string; plugin: object}[]
  }
  return sources.find((source) => source.id === id)?.plugin
}

function tarballOf(name: string): string {
  return tarballs.find((path) => basename(path) === `${name}-${VERSION}.tgz`)!
}

/** Names of packages that a module imports. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:^(?:import|export) [^'";]*from |^import |[^\w.]import\()'([^'.][^']*)'/gm)]
    .map(([, name]) => name!)
    .filter((name) => !name.startsWith('node:'))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    )
}
