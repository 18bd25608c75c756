/** A string in the text of a JSON file, or a word in the text of any other. */
export interface TextSpan {
  start: number
  end: number
  text: string
  /** A key of an object. */
  isKey: boolean
}

const STRING = /"((?:[^"\\\n]|\\.)*)"(\s*:)?/g
const TAG = /<[^>]*>/g
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_-]+/gu

/** True for JSON and JSON lines: there a string can be told from what holds it. */
export function isJsonText(text: string): boolean {
  return /^\s*[[{]/.test(text)
}

/** The insides of all JSON strings; in HTML the words between the tags; elsewhere all words. */
export function textSpans(text: string): TextSpan[] {
  if (/^\s*</.test(text)) return wordSpans(text.replace(TAG, (tag) => ' '.repeat(tag.length)))
  if (!isJsonText(text)) return wordSpans(text)
  return [...text.matchAll(STRING)].map(({1: inside = '', 2: colon, index}) => ({
    start: index + 1,
    end: index + 1 + inside.length,
    text: inside,
    isKey: colon !== undefined,
  }))
}

function wordSpans(text: string): TextSpan[] {
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
