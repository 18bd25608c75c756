/** A string in the text of a JSON file, or a word in the text of any other. */
export interface TextSpan {
  start: number
  end: number
  text: string
  /** A key of an object. */
  isKey: boolean
}

const STRING = /"((?:[^"\\\n]|\\.)*)"(\s*:)?/g
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_-]+/gu

/** The insides of all JSON strings; without any, all words. */
export function textSpans(text: string): TextSpan[] {
  const strings = [...text.matchAll(STRING)].map(({0: whole, 1: inside = '', 2: colon, index}) => ({
    start: index + 1,
    end: index + 1 + inside.length,
    text: inside,
    isKey: colon !== undefined && whole.length > 0,
  }))
  if (/^\s*[[{]/.test(text) && strings.length > 0) return strings
  return [...text.matchAll(WORD)].map(({0: word, index}) => ({
    start: index,
    end: index + word.length,
    text: word,
    isKey: false,
  }))
}

/** The text with some of its spans replaced. */
export function replaceSpans(text: string, spans: readonly TextSpan[], by: (span: TextSpan) => string): string {
  let result = ''
  let at = 0
  for (const span of spans) {
    result += text.slice(at, span.start) + by(span)
    at = span.end
  }
  return result + text.slice(at)
}

/** At most `count` things, taken evenly from all. */
export function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count)
  return Array.from({length: Math.min(count, all.length)}, (_, i) => all[Math.floor(i * step)]!)
}
