import type {ExplainedOption} from '@everport/plugin-kit/commands'
import {columns, commandLines, counted, cut, type Paint, paragraphs, section} from '@everport/plugin-kit/text'

/** What `config show` knows. */
export interface ShownSettings {
  /** Absolute path of the configuration; undefined when there is none. */
  file: string | undefined
  profile: string | undefined
  profiles: readonly string[]
  /** Whether there is an API key. It is never shown. */
  key: 'set' | 'not set'
  settings: readonly ExplainedOption[]
}

const VALUE = 40

/** Settings as a table: what it is, and where that came from. */
export function settingsText(
  {file, key, profile, profiles, settings}: ShownSettings,
  all: boolean,
  paint: Paint,
  bin: string,
): string {
  const shown = settings.filter((one) => all || one.origin !== 'default' || !one.key.startsWith('sources.'))
  const hidden = settings.length - shown.length
  return paragraphs(
    [
      file === undefined ? 'There is no configuration file from here up to the root of the project.' : file,
      ...(profiles.length === 0
        ? []
        : [`profiles: ${profiles.map((one) => (one === profile ? paint.strong(one) : one)).join(', ')}`]),
      `EVEROS_API_KEY is ${key}`,
    ],
    columns(
      shown.map((one) => [
        one.key,
        one.origin === 'default' ? valueText(one.value) : paint.strong(valueText(one.value)),
        paint.faint(one.where ?? one.origin),
      ]),
      'lll',
    ),
    hidden === 0
      ? []
      : [`  ${paint.faint(`and ${counted(hidden, 'option')} of sources at the default (--all shows them)`)}`],
    section(
      'Next',
      file === undefined ? commandLines([[`${bin} config init`, 'writes a configuration']], paint) : [],
      paint,
    ),
  )
}

function valueText(value: unknown): string {
  if (value === undefined) return '–'
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none'
    return value.some((one) => typeof one === 'object') ? `${value.length} listed` : cut(value.join(', '), VALUE)
  }
  return cut(String(value), VALUE)
}
