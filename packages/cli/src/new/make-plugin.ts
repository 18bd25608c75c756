import nodeFs from 'node:fs'
import {resolve} from 'node:path'
import {EverportError} from '@everport/core/errors'
import {commandLines, paragraphs, shellWord} from '@everport/plugin-kit/text'
import type {Terminal} from '@everport/plugin-kit/work'
import {type CopyFileSystem, copyTemplate} from './copy-template.js'
import type {Template} from './find-template.js'
import {checkNames, type GivenNames, type PluginNames, suggestNames} from './plugin-names.js'
import {renameTemplate} from './rename-template.js'

export interface NewPlugin extends PluginNames {
  /** Relative to `dir`. */
  files: string[]
  /** What to type next, in this order. */
  next: string[]
}

export interface NewPluginOrder {
  /** The word after `everport new`. */
  word: string | undefined
  given: GivenNames
  template: Template
  /** Ids of installed sources. */
  taken: readonly string[]
  /** Asks for a line of text; only called when the terminal is interactive. */
  askFor(question: string, suggestion: string): Promise<string>
  /** Default: the disk. */
  fs?: CopyFileSystem
}

/**
 * Makes a source plugin from the template, and says what to type next.
 * @throws EverportError `CONFIG_INVALID` for names that do not work, a missing name, a folder that is not empty
 */
export async function makePlugin(
  terminal: Pick<Terminal, 'bin' | 'interactive' | 'paint' | 'print'>,
  {askFor, fs = nodeFs, given, taken, template, word}: NewPluginOrder,
): Promise<NewPlugin> {
  const names = terminal.interactive ? await completed(word, given, askFor) : suggestNames(wordOf(word, given), given)
  checkNames(names, taken)
  const dir = resolve(names.dir)
  const files = copyTemplate(fs, template.path, dir, (text) => renameTemplate(text, names, template.kit(dir)))
  const at = shellWord(names.dir)
  const commands = [
    [`npm install --prefix ${at}`, 'gets what it needs'],
    [`npm test --prefix ${at}`, 'builds it, and checks that it keeps what a source promises'],
    [
      `${terminal.bin} plugins link ${at}`,
      `adds it to everport; then ${terminal.bin} rehearse ${shellWord(`${names.dir}/test/fixtures/loft`)}`,
    ],
  ] as const
  const {paint} = terminal
  terminal.print(
    paragraphs(
      `${paint.out.good('Made')} ${names.package} in ${names.dir}: a source ${names.id} that reads a made-up format`,
      [paint.out.strong('Next'), ...commandLines(commands, paint.out)],
    ),
  )
  return {...names, files, next: commands.map(([command]) => command)}
}

function wordOf(word: string | undefined, {id, name}: GivenNames): string {
  const known = word ?? id ?? name
  if (known !== undefined) return known
  throw new EverportError('CONFIG_INVALID', 'new needs a name for the source.', {
    hints: ['everport new my-chat   makes a plugin for a platform called My Chat in ./my-chat'],
  })
}

async function completed(
  word: string | undefined,
  given: GivenNames,
  askFor: NewPluginOrder['askFor'],
): Promise<PluginNames> {
  const known = word ?? given.name ?? given.id
  const named = known ?? (await askFor('What is the platform called?', 'My Chat'))
  const first = suggestNames(named, given)
  const name = given.name ?? (known === undefined ? first.name : await askFor('What do people call it?', first.name))
  const id = given.id ?? (await askFor('What is typed after `import`, and never changes?', first.id))
  const rest = suggestNames(named, {...given, id, name})
  return {...rest, package: given.package ?? (await askFor('What is its npm package called?', rest.package))}
}
