import {readdirSync, readFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {PLAIN} from '@everport/plugin-kit/text'
import {Volume} from 'memfs'
import {describe, expect, it} from 'vitest'
import type {CopyFileSystem} from './copy-template.js'
import {findTemplate} from './find-template.js'
import {makePlugin, type NewPluginOrder} from './make-plugin.js'

const template = findTemplate()

/** The real template, in memory. */
function templateFiles(): Record<string, string> {
  const files: Record<string, string> = {}
  for (const entry of readdirSync(template.path, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !/[\\/](node_modules|dist)[\\/]/.test(path)) files[path] = readFileSync(path, 'utf8')
  }
  return files
}

async function make(order: Partial<NewPluginOrder>, interactive = false) {
  const volume = Volume.fromJSON(templateFiles())
  const printed: string[] = []
  const questions: string[] = []
  const made = await makePlugin(
    {bin: 'everport', interactive, paint: {out: PLAIN, err: PLAIN}, print: (text) => void printed.push(text)},
    {
      word: 'my-chat',
      given: {},
      template,
      taken: ['csv'],
      fs: volume as unknown as CopyFileSystem,
      askFor: async (question, suggestion) => {
        questions.push(`${question} [${suggestion}]`)
        return suggestion
      },
      ...order,
    },
  )
  const text = (path: string) => volume.readFileSync(resolve(made.dir, path), 'utf8') as string
  return {made, printed: printed.join('\n'), questions, text}
}

describe('a new plugin', () => {
  it('has its own names everywhere, and none of the template', async () => {
    const {made, text} = await make({given: {dir: '/new/my-chat'}})
    expect(made).toMatchObject({
      id: 'my-chat',
      name: 'My Chat',
      package: 'everport-plugin-my-chat',
      dir: '/new/my-chat',
    })
    expect(made.files).toEqual(expect.arrayContaining(['.gitignore', 'README.md', 'package.json', 'src/index.ts']))
    for (const path of made.files) expect(text(path)).not.toMatch(/pigeon|template-source|workspace:|catalog:/i)
    expect(text('src/index.ts')).toContain("id: 'my-chat',\n  name: 'My Chat',")
    expect(text('README.md')).toContain('# My Chat for everport')
  })

  it('has a package.json that installs from anywhere', async () => {
    const {text} = await make({
      given: {dir: '/new/my-chat', package: '@me/my-chat'},
      template: {...template, kit: () => ({'@everport/plugin-kit': '^1.2.3'})},
    })
    const {dependencies, devDependencies, name, private: isPrivate} = JSON.parse(text('package.json'))
    expect({name, isPrivate}).toEqual({name: '@me/my-chat', isPrivate: undefined})
    expect(dependencies['@everport/plugin-kit']).toBe('^1.2.3')
    for (const range of Object.values({...dependencies, ...devDependencies}))
      expect(range).toMatch(/^[\^~]?\d+\.\d+\.\d+$/)
  })

  it('made from a checkout, uses the kit of the checkout', () => {
    expect(template.kit(resolve(template.path, '../../my-chat'))).toEqual({
      '@everport/plugin-kit': 'file:../packages/plugin-kit',
    })
  })

  it('says what to type next', async () => {
    const {made, printed} = await make({given: {dir: './my chats/one'}})
    expect(made.next).toEqual([
      "npm install --prefix './my chats/one'",
      "npm test --prefix './my chats/one'",
      "everport plugins link './my chats/one'",
    ])
    for (const command of made.next) expect(printed).toContain(command)
  })

  it('asks for nothing when there is nobody to ask', async () => {
    expect((await make({given: {dir: '/new/x'}})).questions).toEqual([])
    await expect(make({word: undefined})).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: 'new needs a name for the source.',
    })
  })

  it('asks a person for what was not said', async () => {
    const {made, questions} = await make({word: undefined, given: {dir: '/new/x'}}, true)
    expect(questions).toEqual([
      'What is the platform called? [My Chat]',
      'What is typed after `import`, and never changes? [my-chat]',
      'What is its npm package called? [everport-plugin-my-chat]',
    ])
    expect(made).toMatchObject({id: 'my-chat', name: 'My Chat'})
    expect((await make({given: {dir: '/new/x', id: 'a', name: 'A', package: 'a'}}, true)).questions).toEqual([])
  })

  it('writes nothing when a name does not work', async () => {
    await expect(make({word: 'csv', given: {dir: '/new/x'}})).rejects.toThrow('there is a source csv already')
  })
})
