import type {Notice} from '@everport/plugin-kit'
import type {IndexEntry} from './index-entries.js'
import {misreadings} from './mojibake.js'

/** Finds the conversation of a folder. */
export type FolderMatcher = (folder: string) => IndexEntry | undefined

/**
 * Public and private channels and group DMs have folders of their name, DMs of their id. Tried in turn: the name, the id, the name
 * in another Unicode form or case (unpackers change both), a misread name, an earlier name.
 */
export function folderMatcher(entries: readonly IndexEntry[], warn: (notice: Notice) => void): FolderMatcher {
  const exact = new Map<string, IndexEntry[]>()
  const loose = new Map<string, IndexEntry[]>()
  const earlier = new Map<string, IndexEntry[]>()
  for (const entry of entries) {
    add(exact, entry.id, entry)
    if (entry.name === undefined) continue
    add(exact, entry.name, entry)
    add(loose, looseForm(entry.name), entry)
    for (const misread of misreadings(entry.name)) add(loose, looseForm(misread), entry)
    for (const name of entry.previousNames) add(earlier, name, entry)
  }
  return (folder) => {
    const found = exact.get(folder) ?? loose.get(looseForm(folder)) ?? earlier.get(folder)
    if (found === undefined) return undefined
    const [chosen, ...others] = [...found].sort((a, b) => rank(a) - rank(b))
    if (others.length > 0 && chosen !== undefined) {
      warn({
        code: 'shared-folder',
        message: `The folder ${folder} belongs to ${found.length} conversations of that name (${found.map(({id}) => id).join(', ')}), whose messages cannot be told apart: all are taken as ${chosen.id} (${chosen.kind}${chosen.archived ? ', archived' : ''}).`,
        place: {file: folder},
      })
    }
    return chosen
  }
}

/** Slack frees the name of an archived channel: the living one is meant. Then the private one, so that nothing becomes more public. */
function rank(entry: IndexEntry): number {
  return (entry.archived ? 2 : 0) + (entry.kind === 'public' ? 1 : 0)
}

function looseForm(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

function add(map: Map<string, IndexEntry[]>, key: string, entry: IndexEntry): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [entry])
  else if (!known.some(({id}) => id === entry.id)) known.push(entry)
}
