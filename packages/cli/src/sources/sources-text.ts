import {columns, type Paint, paragraphs} from '@everport/plugin-kit/text'
import type {InstalledSource} from './collect-sources.js'

/** Each source with its formats and losses. */
export function sourcesText(installed: readonly InstalledSource[], paint: Paint): string {
  if (installed.length === 0) return 'No sources are installed.'
  return paragraphs(
    ...installed.map(({plugin, source}) => [
      `${paint.strong(source.id)}  ${source.name}  ${paint.faint(`${plugin.name} ${plugin.version}`)}`,
      ...columns(
        [
          ...source.formats.map((format, i) => [paint.faint(i === 0 ? 'reads' : ''), format]),
          ...source.losses.map((loss, i) => [paint.faint(i === 0 ? 'leaves out' : ''), loss]),
        ],
        'll',
      ),
    ]),
  )
}
