import type {Random} from './random.js'
import {EMOJI, SCRIPTS} from './words.js'

/** What people write: mostly a line, sometimes a page; in several scripts, with emoji, quotes, links and line ends. */
export interface Chatter {
  text(): string
  /** A few words, never empty. */
  phrase(): string
  link(): string
}

/** Phrases per script: enough that a text is never repeated, few enough that making one costs little. */
const POOL = 2048

export function createChatter(random: Random): Chatter {
  const pools = SCRIPTS.map(({words}) =>
    Array.from({length: POOL}, () => {
      const count = 2 + random.below(5)
      let phrase = random.pick(words)
      for (let i = 1; i < count; i++) phrase += ` ${random.pick(words)}`
      return phrase
    }),
  )
  // A hundred draws, so many of each script as its share says.
  const draws = SCRIPTS.flatMap(({share}, nth) => Array<readonly string[]>(Math.round(share * 100)).fill(pools[nth]!))
  const pool = () => random.pick(draws)
  const link = () =>
    `https://example.org/${random.below(1_000_000).toString(36)}?q=${random.below(100)}&page=${random.below(9)}`

  return {
    link,
    phrase: () => random.pick(pool()),
    text() {
      const phrases = pool()
      // Half of all texts are a phrase or two; one in fifty is a page.
      const length = random.chance(0.02) ? 12 + random.below(60) : 1 + Math.floor(random.next() ** 2 * 6)
      let text = random.pick(phrases)
      for (let i = 1; i < length; i++) text += separator(random) + random.pick(phrases)
      if (random.chance(0.15)) text += ` ${random.pick(EMOJI)}`
      if (random.chance(0.03)) text += ` ${link()}`
      return text
    },
  }
}

function separator(random: Random): string {
  const draw = random.next()
  if (draw < 0.55) return ' '
  if (draw < 0.8) return ', '
  if (draw < 0.93) return '. '
  if (draw < 0.97) return '\n'
  return draw < 0.985 ? ' "quoted" ' : ' C:\\path\\new & <b> '
}
