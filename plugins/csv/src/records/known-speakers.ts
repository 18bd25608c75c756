import {fieldOf} from '../columns/mapping.js'
import {ownCopy} from './own-copy.js'
import {createRecentMap} from './recent-map.js'
import {type Speaker, type SpeakerRules, speakerOf} from './speaker.js'

const REMEMBERED = 20_000
const FIELDS = ['sender', 'name', 'role', 'own'] as const

/** `speakerOf` that remembers: most rows are by people who have spoken before. */
export function createKnownSpeakers(rules: SpeakerRules): typeof speakerOf {
  const known = createRecentMap<string, Speaker>(REMEMBERED)
  const fields = FIELDS.filter((field) => rules.mapping[field] !== undefined)
  return (cells, _, conversation) => {
    const key = fields.map((field) => fieldOf(rules.mapping, field, cells)).join('\0')
    const before = known.get(key)
    if (before !== undefined) return before
    const found = speakerOf(cells, rules, conversation)
    const speaker = {...found, id: ownCopy(found.id), name: ownCopy(found.name)}
    if (!speaker.onlyHere) known.set(ownCopy(key), speaker)
    return speaker
  }
}
