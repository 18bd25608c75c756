import {EverportError} from '@everport/core/errors'
import {openInput} from '@everport/core/input'
import type {ExportToRead} from '@everport/core/run'
import {CONTRACT, type Source} from '@everport/core/source'
import type {Terminal} from './terminal.js'

/**
 * Opens an export whose source the person has named. What the source thinks of it is only asked to say more than "nothing found".
 * @throws EverportError `SOURCE_CONTRACT`, `INPUT_MISSING`, `INPUT_UNRECOGNISED` when the source knows that it cannot read this form
 */
export async function openExport(
  terminal: Terminal,
  path: string,
  source: Source,
  sourceOptions: Record<string, unknown>,
): Promise<ExportToRead> {
  if (source.contract !== CONTRACT) throw contractError(source.id, source.contract)
  const tree = await openInput(path)
  const {confidence, refused, why} = await source.detect(tree)
  // What detection could not make out an option may tell: then reading decides.
  if (refused && !isTold(source, sourceOptions)) {
    await tree.close()
    throw new EverportError('INPUT_UNRECOGNISED', `${path} cannot be read as ${source.name}: ${why}.`)
  }
  if (confidence === 'no' && !refused) {
    terminal.warn(
      `${path} does not look like ${source.name} (${why || 'nothing known was found'}); reading it as that because you say so.`,
    )
  }
  return {tree, path, source, sourceOptions}
}

/** Whether the person has set any of the source's options. */
function isTold(source: Source, options: Record<string, unknown>): boolean {
  return JSON.stringify(source.options.parse({})) !== JSON.stringify(options)
}

/** @param plugin name of the package, or of the source when the package is not known */
export function contractError(plugin: string, contract: number): EverportError {
  return new EverportError(
    'SOURCE_CONTRACT',
    `${plugin} speaks version ${contract} of the source contract and this everport speaks ${CONTRACT}.`,
    {hints: [contract > CONTRACT ? 'update everport' : `update the plugin: everport plugins update`]},
  )
}
