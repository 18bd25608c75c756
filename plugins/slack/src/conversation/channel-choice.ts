import type {Kind} from './index-entries.js'

export interface Choice {
  /** Names, ids or globs (`*`, `?`); with or without `#`. Absent: all. */
  channels?: readonly string[] | undefined
  exclude?: readonly string[] | undefined
  kinds?: readonly Kind[] | undefined
}

export interface Candidate {
  kind: Kind
  /** Everything it goes by: id, name, folder, names of people. */
  names: readonly (string | undefined)[]
}

/** Decides which conversations are read; remembers which patterns were of use. */
export interface ChannelChoice {
  takes(candidate: Candidate): boolean
  /** Patterns of `channels` and `exclude` that no conversation matched. */
  unmatched(): string[]
}

export function createChannelChoice({channels, exclude, kinds}: Choice): ChannelChoice {
  const include = channels?.map(patternOf)
  const without = exclude?.map(patternOf) ?? []
  return {
    takes({kind, names}) {
      // Every pattern is tried, so that a useless one can be told.
      const included = include === undefined || include.map((pattern) => pattern.matches(names)).includes(true)
      const excluded = without.map((pattern) => pattern.matches(names)).includes(true)
      return included && !excluded && (kinds === undefined || kinds.includes(kind))
    },
    unmatched: () => [...(include ?? []), ...without].filter(({used}) => !used).map(({written}) => written),
  }
}

interface Pattern {
  readonly written: string
  used: boolean
  matches(names: readonly (string | undefined)[]): boolean
}

function patternOf(written: string): Pattern {
  const body = written.trim().replace(/^#/, '').normalize('NFC')
  const source = body
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${source}$`, 'iu')
  return {
    written,
    used: false,
    matches(names) {
      const matched = names.some((name) => name !== undefined && expression.test(name.normalize('NFC')))
      this.used ||= matched
      return matched
    },
  }
}
