/**
 * JSON text for what Python prints of lists, dicts, strings, numbers, True, False and None; undefined for anything else. Only the
 * spelling changes: quotes and words. Nothing is evaluated.
 */
export function pythonToJson(text: string): string | undefined {
  let json = ''
  let at = 0
  while (at < text.length) {
    const character = text[at] ?? ''
    if (character === "'" || character === '"') {
      const string = pythonString(text, at)
      if (string === undefined) return undefined
      json += JSON.stringify(string.value)
      at = string.end
      continue
    }
    const number = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/i.exec(text.slice(at, at + 40))?.[0]
    if (number !== undefined) {
      json += number
      at += number.length
      continue
    }
    const word = /^[A-Za-z_]+/.exec(text.slice(at, at + 8))?.[0]
    if (word !== undefined) {
      const value = WORDS[word]
      if (value === undefined) return undefined
      json += value
      at += word.length
      continue
    }
    json += character === '(' ? '[' : character === ')' ? ']' : character
    at += 1
  }
  return json.replace(/,(\s*[\]}])/g, '$1')
}

const WORDS: Record<string, string> = {True: 'true', False: 'false', None: 'null', nan: 'null'}
const ESCAPES: Record<string, string> = {n: '\n', t: '\t', r: '\r', '\n': ''}

function pythonString(text: string, start: number): {value: string; end: number} | undefined {
  const quote = text[start]
  let value = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === quote) return {value, end: at + 1}
    if (character !== '\\') {
      value += character
      continue
    }
    const code = /^\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))/i.exec(text.slice(at, at + 10))
    if (code !== null) {
      const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '0', 16)
      if (point > 0x10ffff) return undefined
      value += String.fromCodePoint(point)
      at += code[0].length - 1
      continue
    }
    const next = text[at + 1] ?? ''
    value += ESCAPES[next] ?? (next === quote || next === '\\' || next === "'" || next === '"' ? next : `\\${next}`)
    at += 1
  }
  return undefined
}
