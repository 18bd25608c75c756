import type {SourceContext} from '@everport/plugin-kit'

/** Subtypes told apart; hostile data could hold a new one in every message. */
const TOLD_MAX = 50

/** Tells once about each subtype that is not in the table. */
export function createUnknownKinds(warn: SourceContext['warn']): (subtype: string) => void {
  const told = new Set<string>()
  return (subtype) => {
    if (told.has(subtype) || told.size >= TOLD_MAX) return
    told.add(subtype)
    warn({
      code: 'unknown-kind',
      message: `There are messages of the unknown kind ${JSON.stringify(subtype)}: those with an author and a text are kept.`,
    })
  }
}
