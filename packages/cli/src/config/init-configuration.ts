import {writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {findRc, type RcFileSystem} from '@everport/core/config'
import {EverportError} from '@everport/core/errors'
import type {Source} from '@everport/core/source'
import {commandLines, paragraphs, section} from '@everport/plugin-kit/text'
import type {Terminal} from '@everport/plugin-kit/work'
import {askSettings} from './ask-settings.js'
import {configurationYaml} from './configuration-yaml.js'

export const WRITTEN = '.everportrc.yaml'

export interface InitWork {
  folder: string
  /** What was given by flags. */
  given: Readonly<Record<string, unknown>>
  sources: readonly Pick<Source, 'id' | 'name' | 'options'>[]
  /** Whether an `.everportrc.yaml` that is there may be overwritten. */
  replace: boolean
  askFor(question: string, suggestion: string): Promise<string>
}

/** What writing needs of `node:fs`, for tests. */
export interface InitFileSystem extends RcFileSystem {
  writeFileSync(path: string, text: string, options: {flag: 'w' | 'wx'}): void
}

/**
 * Writes a configuration. What it returns is what `--json` prints.
 * @throws EverportError `CONFIG_INVALID` when one is there
 */
export async function initConfiguration(
  terminal: Terminal,
  {askFor, folder, given, replace, sources}: InitWork,
  fs?: InitFileSystem,
): Promise<{file: string; settings: Readonly<Record<string, unknown>>}> {
  const there = findRc(folder, folder, fs)
  if (there && (basename(there.path) !== WRITTEN || !replace)) throw alreadyThere(there.name, terminal.bin)
  const settings = terminal.interactive ? {...given, ...(await askSettings(terminal, given, askFor))} : given
  const file = join(folder, WRITTEN)
  const write = fs?.writeFileSync ?? writeFileSync
  // Not over a file that came in the meantime.
  write(file, configurationYaml(settings, sources), {flag: replace ? 'w' : 'wx'})
  const next = commandLines(
    [
      [`${terminal.bin} config`, 'shows every setting and where its value comes from'],
      [`${terminal.bin} import PATH --dry-run`, 'plans an import with them'],
    ],
    terminal.paint.out,
  )
  terminal.print(paragraphs(`Wrote ${file}.`, section('Next', next, terminal.paint.out)))
  return {file, settings}
}

function alreadyThere(name: string, bin: string): EverportError {
  return new EverportError('CONFIG_INVALID', `${name} configures this project already.`, {
    hints: [
      `${bin} config   shows what it says`,
      name === WRITTEN
        ? `${bin} config init --yes   writes a new one in its place`
        : `add to it by hand, or remove it first: where two files are, ${WRITTEN} would not count`,
    ],
  })
}
