import {createCellMemory} from './cell-memory.js'
import {ownCopy} from './own-copy.js'
import {type Speaker, type SpeakerRules, speakerOf} from './speaker.js'

/** `speakerOf` that remembers: most rows are by people who have spoken before. The same speaker is the same object. */
export function createKnownSpeakers(rules: SpeakerRules): (cells: readonly string[], conversation: string) => Speaker {
  const known = createCellMemory<Speaker>(rules.mapping, ['sender', 'name', 'role', 'own'])
  return (cells, conversation) => {
    const before = known.get(cells)
    if (before !== undefined) return before
    const found = speakerOf(cells, rules, conversation)
    if (found.onlyHere) return found
    const speaker = {...found, id: ownCopy(found.id), name: ownCopy(found.name)}
    if (found.email !== undefined) speaker.email = ownCopy(found.email)
    known.set(cells, speaker)
    return speaker
  }
}
