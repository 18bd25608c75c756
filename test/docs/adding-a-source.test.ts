import {existsSync, readdirSync, readFileSync} from 'node:fs'
import * as kit from '@everport/plugin-kit'
import {Volume} from 'memfs'
import {describe, expect, it} from 'vitest'
import {makePlugin} from '../../packages/cli/src/new/make-plugin.js'
import {suggestNames} from '../../packages/cli/src/new/plugin-names.js'
import {renameTemplate} from '../../packages/cli/src/new/rename-template.js'
import {loadFixture} from '../../packages/plugin-kit/src/testing/input/fixture.js'
import {survivesTruncation} from '../../packages/plugin-kit/src/testing/promises/damage.js'
import {findProblems, type Subject} from '../../packages/plugin-kit/src/testing/source-promise.js'
import {PLAIN} from '../../packages/plugin-kit/src/text/paint.js'
import {source} from '../../templates/source-plugin/src/index.js'

const ROOT = new URL('../../', import.meta.url)
const page = read('docs/adding-a-source.md')
const NAMES = suggestNames('my-chat')

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8')
}

/** The code of the page: what stands behind the language, and the text. */
const BLOCKS = [...page.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language, path, text]) => ({
  language,
  path,
  text: text!,
}))
const COMMANDS = BLOCKS.filter(({language}) => language === 'sh').flatMap(({text}) => text.trim().split('\n'))

describe('docs/adding-a-source.md', () => {
  it.each(BLOCKS.filter(({path}) => path !== undefined))('shows $path as it is', ({path, text}) => {
    const file = path!.startsWith('one-document/')
      ? read(`test/docs/${path}`)
      : renameTemplate(read(`templates/source-plugin/${path}`), NAMES, {})
    expect(file).toContain(text)
  })

  it('lists the files of a new plugin', () => {
    const tree = BLOCKS.find(({text}) => text.startsWith('my-chat/\n'))!.text
    const paths = tree
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(' ')[0]!)
    expect(paths.filter((path) => !existsSync(new URL(`templates/source-plugin/${path}`, ROOT)))).toEqual([])
    const sources = readdirSync(new URL('templates/source-plugin/src', ROOT)).map((name) => `src/${name}`)
    expect(paths).toEqual(expect.arrayContaining(sources))
  })

  it('begins with the commands that everport new proposes', async () => {
    const {next} = await makePlugin(
      {bin: 'everport', interactive: false, paint: {out: PLAIN, err: PLAIN}, print() {}},
      {
        word: 'my-chat',
        given: {},
        template: {path: '/template', kit: () => ({})},
        taken: [],
        askFor: async () => '',
        fs: Volume.fromJSON({'/template/README.md': ''}) as never,
      },
    )
    expect(BLOCKS[0]!.text.trim().split('\n')).toEqual(['everport new my-chat', ...next])
  })

  it('names commands that there are', () => {
    const known = readdirSync(new URL('packages/cli/src/commands', ROOT)).map((name) => name.replace(/\.ts$/, ''))
    const {scripts} = JSON.parse(read('templates/source-plugin/package.json')) as {scripts: Record<string, string>}
    for (const command of COMMANDS) {
      const [program, word, ...rest] = command.split(' ')
      if (program === 'everport') expect([...known, 'plugins']).toContain(word)
      else if (word === 'run') expect(scripts).toHaveProperty(rest[0]!)
      else expect(['npm install', 'npm test', 'npm pack']).toContain(`${program} ${word}`)
    }
  })

  it('names what the kit exports', () => {
    const [table = ''] = /\| the export is[\s\S]*?\n\n/.exec(page) ?? []
    const called = [...table.matchAll(/(?<![.\w])([a-z]\w+)(?=\()/gi)].map(([name]) => name)
    expect(called.length).toBeGreaterThan(4)
    for (const name of [...called, 'decodeUtf8', 'inputError']) expect(kit).toHaveProperty(name)
  })

  it('shows a broken promise as the test tells of it', async () => {
    const careless: Subject['source'] = {
      ...(source as unknown as Subject['source']),
      async *read(tree, options, context) {
        await kit.readJson((await tree.file('people.json'))!)
        yield* source.read(tree, options, context)
      },
    }
    const fixtures = [await loadFixture(new URL('templates/source-plugin/test/fixtures/loft', ROOT))]
    const problems = await findProblems(survivesTruncation, {
      source: careless,
      options: {},
      fixtures,
      generate: undefined,
    })
    expect(problems).toHaveLength(1)
    expect(page).toContain(`× ${survivesTruncation.number}. ${survivesTruncation.title}\n  "${problems[0]}"`)
  })

  it('leads nowhere that does not exist', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, text]) =>
      text!
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    )
    for (const [, to] of page.matchAll(/\]\(([^)]+)\)/g)) {
      if (to!.startsWith('#')) expect(headings).toContain(to!.slice(1))
      else expect(existsSync(new URL(to!, new URL('docs/', ROOT)))).toBe(true)
    }
  })
})
