import type {ChosenKind, TelegramOptions} from './options.js'

/** What a person may call a conversation by. */
export interface ConversationLabel {
  /** `user123`, or a made-up id where the export has none. */
  id: string
  /** Another id that only this conversation has: the number without its kind, or the folder of its pages. */
  bareId?: string | undefined
  name?: string | undefined
  /** Undefined when the export does not tell: then no kind leaves it out. */
  kind: ChosenKind | undefined
}

export interface ConversationChoice {
  readonly isByName: boolean
  accepts(label: ConversationLabel): boolean
  /** Exact names (not ids, not patterns) that several of these conversations have, with those conversations. */
  ambiguous<Label extends ConversationLabel>(labels: readonly Label[]): Map<string, Label[]>
  /** What was asked for and never seen: most likely misspelt. */
  unused(): string[]
}

export function createConversationChoice(
  options: Pick<TelegramOptions, 'channels' | 'exclude' | 'kinds'>,
): ConversationChoice {
  const wanted = options.channels?.map(createPattern)
  const unwanted = options.exclude?.map(createPattern) ?? []
  const all = [...(wanted ?? []), ...unwanted]
  return {
    isByName: all.length > 0,
    accepts(label) {
      // Every pattern is asked, so that `unused` does not depend on the order in which they are given.
      const isWanted = wanted === undefined || wanted.filter((pattern) => pattern.matches(label)).length > 0
      const isUnwanted = unwanted.filter((pattern) => pattern.matches(label)).length > 0
      const isKind = options.kinds === undefined || label.kind === undefined || options.kinds.includes(label.kind)
      return isWanted && !isUnwanted && isKind
    },
    ambiguous(labels) {
      const found = new Map<string, (typeof labels)[number][]>()
      for (const {text, isExact} of all) {
        if (!isExact) continue
        const named = labels.filter((label) => label.name !== undefined && fold(label.name) === fold(text))
        // Where ids are made of names, a name is not yet an id.
        const isId = labels.some(({id, bareId, name}) => bareId === text || (id === text && id !== name))
        if (new Set(named.map(({id}) => id)).size > 1 && !isId) found.set(text, named)
      }
      return found
    },
    unused: () => all.filter((pattern) => !pattern.used()).map(({text}) => text),
  }
}

interface Pattern {
  text: string
  isExact: boolean
  matches(label: ConversationLabel): boolean
  used(): boolean
}

function createPattern(text: string): Pattern {
  const source = fold(text)
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.')
  const pattern = new RegExp(`^${source}$`, 'su')
  let isUsed = false
  return {
    text,
    isExact: !/[*?]/.test(text),
    used: () => isUsed,
    matches({id, bareId, name}) {
      // A name may hold `?` or `*` itself.
      const isMatch = [id, bareId, name].some(
        (known) => known !== undefined && (fold(known) === fold(text) || pattern.test(fold(known))),
      )
      isUsed ||= isMatch
      return isMatch
    },
  }
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
