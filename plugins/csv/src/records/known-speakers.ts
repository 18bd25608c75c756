import {fieldOf} from '../columns/mapping.js'
import {ownCopy} from './own-copy.js'
import {createRecentMap} from './recent-map.js'
import {type Speaker, type SpeakerRules, speakerOf} from './speaker.js'

interface Known {
  speaker: Speaker
  /** The row's other fields: the same id may stand beside another name or role. */
  rest: readonly string[]
}

const REMEMBERED = 20_000
const FIELDS = ['sender', 'name', 'role', 'own'] as const

/** `speakerOf` that remembers: most rows are by people who have spoken before. */
export function createKnownSpeakers(rules: SpeakerRules): (cells: readonly string[], conversation: string) => Speaker {
  const {mapping} = rules
  const known = createRecentMap<string, Known>(REMEMBERED)
  const [first = 'sender', ...others] = FIELDS.filter((field) => mapping[field] !== undefined)
  return (cells, conversation) => {
    const key = fieldOf(mapping, first, cells)
    const before = known.get(key)
    if (before !== undefined && others.every((field, at) => fieldOf(mapping, field, cells) === before.rest[at]))
      return before.speaker
    const found = speakerOf(cells, rules, conversation)
    if (found.onlyHere) return found
    const speaker = {...found, id: ownCopy(found.id), name: ownCopy(found.name)}
    known.set(ownCopy(key), {speaker, rest: others.map((field) => ownCopy(fieldOf(mapping, field, cells)))})
    return speaker
  }
}
