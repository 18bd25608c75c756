import {fieldReader} from '../columns/mapping.js'
import {createCellMemory} from './cell-memory.js'
import {ownCopy} from './own-copy.js'
import {createRecentMap} from './recent-map.js'
import {type Speaker, type SpeakerRules, speakerOf} from './speaker.js'

/** People that are others in each conversation. */
const REMEMBERED_HERE = 20_000

/** `speakerOf` that remembers: most rows are by people who have spoken before. The same speaker is the same object. */
export function createKnownSpeakers(rules: SpeakerRules): (cells: readonly string[], conversation: string) => Speaker {
  const {mapping} = rules
  const known = createCellMemory<Speaker>(mapping, ['sender', 'name', 'role', 'own'])
  const knownHere = createRecentMap<string, Speaker>(REMEMBERED_HERE)
  const roleOf = fieldReader(mapping, 'role')
  const ownOf = fieldReader(mapping, 'own')
  const areNameless = mapping.sender === undefined && mapping.name === undefined
  return (cells, conversation) => {
    const before = known.get(cells)
    if (before !== undefined) return before
    const here = areNameless ? `${conversation}\0${roleOf(cells)}\0${ownOf(cells)}` : undefined
    const beforeHere = here === undefined ? undefined : knownHere.get(here)
    if (beforeHere !== undefined) return beforeHere
    const found = speakerOf(cells, rules, conversation)
    if (found.onlyHere && here === undefined) return found
    const speaker = {...found, id: ownCopy(found.id), name: ownCopy(found.name)}
    if (found.email !== undefined) speaker.email = ownCopy(found.email)
    if (found.onlyHere && here !== undefined) knownHere.set(ownCopy(here), speaker)
    else known.set(cells, speaker)
    return speaker
  }
}
