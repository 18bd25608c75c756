import {EMOJI_NAMES} from './emoji-names.js'

const MODIFIER_BASE = /\p{Emoji_Modifier_Base}/gu
/** Slack numbers the five tones from 2, as the Fitzpatrick scale does. */
const TONES: Readonly<Record<string, string>> = {2: '🏻', 3: '🏼', 4: '🏽', 5: '🏾', 6: '🏿'}

let names: ReadonlyMap<string, string> | undefined

/**
 * The emoji of a standard short name (`wave`), in a skin tone (2 to 6) where it can have one.
 * Undefined for a custom emoji of the workspace.
 */
export function emojiOf(name: string, tone?: string): string | undefined {
  names ??= parseNames()
  const emoji = names.get(name)
  return emoji === undefined || tone === undefined ? emoji : inTone(emoji, TONES[tone])
}

/** `1f44b-1f3fb` as rich text writes it; undefined when it is no list of code points. */
export function emojiOfCode(code: string): string | undefined {
  const points = code.split('-').map((part) => Number.parseInt(part, 16))
  return points.every((point) => point > 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : undefined
}

function parseNames(): ReadonlyMap<string, string> {
  const words = EMOJI_NAMES.trim().split(/\s+/)
  const map = new Map<string, string>()
  for (let at = 0; at + 1 < words.length; at += 2) map.set(words[at]!, words[at + 1]!)
  return map
}

/** The tone stands right after the person; families and couples take none. */
function inTone(emoji: string, tone: string | undefined): string {
  const people = emoji.match(MODIFIER_BASE)
  if (tone === undefined || people?.length !== 1 || !emoji.startsWith(people[0])) return emoji
  const rest = emoji.slice(people[0].length)
  return people[0] + tone + (rest.startsWith('\uFE0F') ? rest.slice(1) : rest)
}
