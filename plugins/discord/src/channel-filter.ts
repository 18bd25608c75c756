import type {ChannelForm} from './channel-type.js'
import type {Options} from './options.js'

/** What a person may call a conversation by. */
export interface ChannelLabel {
  id: string
  form: ChannelForm
  name?: string | undefined
  guild?: string | undefined
  /** The channel of a thread, the forum of a post. */
  parent?: {id?: string | undefined; name?: string | undefined} | undefined
}

export interface ChannelFilter {
  accepts(label: ChannelLabel): boolean
  /** Patterns of `channels` and `exclude` that no conversation answered to: most likely misspelt. */
  unused(): string[]
}

/** Threads follow their channel: `--channels general` takes the threads of general too, `--exclude` leaves them out. */
export function createChannelFilter(options: Pick<Options, 'channels' | 'exclude' | 'kinds'>): ChannelFilter {
  const wanted = options.channels?.map(createPattern)
  const unwanted = options.exclude?.map(createPattern) ?? []
  return {
    accepts(label) {
      const names = namesOf(label)
      // Every pattern is asked, so that `unused` does not depend on the order in which they are given.
      const isWanted = wanted === undefined || wanted.filter((pattern) => pattern.matches(names)).length > 0
      const isUnwanted = unwanted.filter((pattern) => pattern.matches(names)).length > 0
      return isWanted && !isUnwanted && (options.kinds === undefined || options.kinds.includes(label.form))
    },
    unused: () => [...(wanted ?? []), ...unwanted].filter(({used}) => !used()).map(({text}) => text),
  }
}

interface Pattern {
  text: string
  matches(names: readonly string[]): boolean
  used(): boolean
}

function createPattern(text: string): Pattern {
  const bare = text.normalize('NFC').replace(/^#/, '').toLowerCase()
  const source = bare
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.')
  const pattern = new RegExp(`^${source}$`, 'su')
  let isUsed = false
  return {
    text,
    used: () => isUsed,
    matches(names) {
      const isMatch = names.some((name) => pattern.test(name))
      isUsed ||= isMatch
      return isMatch
    },
  }
}

function namesOf({id, name, guild, parent}: ChannelLabel): string[] {
  const names = [id, parent?.id, name, parent?.name]
  if (name !== undefined && parent?.name !== undefined) names.push(`${parent.name}/${name}`, `${parent.name} / ${name}`)
  for (const plain of [name, parent?.name]) {
    if (guild !== undefined && plain !== undefined) names.push(`${guild}/${plain}`)
  }
  return names.filter((known) => known !== undefined).map((known) => known.normalize('NFC').toLowerCase())
}
