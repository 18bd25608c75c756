import type {Dependencies} from './kit-dependencies.js'
import type {PluginNames} from './plugin-names.js'

// What the template says where a plugin says its own.
const PACKAGE = '@everport/template-source'
const NAME = 'Pigeon'
const ID = 'pigeon'
const KIT = '"@everport/plugin-kit": "workspace:^"'

/**
 * The text of a file of the template as the new plugin has it.
 * @param kit what package.json says of `@everport/plugin-kit`
 */
export function renameTemplate(text: string, names: PluginNames, kit: Dependencies): string {
  const words: Readonly<Record<string, string>> = {
    [PACKAGE]: names.package,
    [NAME]: names.name,
    [ID]: names.id,
    [KIT]: Object.entries(kit)
      .map(([name, from]) => `"${name}": ${JSON.stringify(from)}`)
      .join(',\n    '),
    // The template is never published; what is made of it may well be.
    '  "private": true,\n': '',
  }
  // At once, so that nothing is renamed twice.
  return text.replace(ANY, (word) => words[word] ?? word)
}

const ANY = new RegExp([PACKAGE, NAME, ID, KIT.replace('^', '\\^'), ' {2}"private": true,\\n'].join('|'), 'g')
