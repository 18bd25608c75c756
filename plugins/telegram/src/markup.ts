import {asObject, asText} from './raw.js'
import {linkText} from './text/link-text.js'

/** The writer does not nest; hostile files end here instead of on the stack. */
const DEEPEST = 16

/**
 * A `text` value -> plain text. It is a string, or a list of strings and `{type, text, ...}` entities whose concatenation,
 * without separators, is the text (export_output_json.cpp of Telegram Desktop).
 */
export function plainText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (depth > DEEPEST) return ''
  if (!Array.isArray(value)) return entityText(value, depth)
  let result = ''
  for (let i = 0; i < value.length; i++) {
    const part: unknown = value[i]
    if (typeof part === 'string') {
      result += part
      continue
    }
    const entity = asObject(part)
    if (entity?.type !== 'pre') {
      result += entityText(part, depth)
      continue
    }
    const next: unknown = value[i + 1]
    const nextText = typeof next === 'string' ? next : asText(asObject(next)?.text)
    const block = fencedCode(asText(entity.text), asText(entity.language))
    result += (result === '' || result.endsWith('\n') ? '' : '\n') + block
    if (nextText !== '' && !nextText.startsWith('\n')) result += '\n'
  }
  return result
}

/** Code as a fenced block. The fence is longer than any in the code. */
export function fencedCode(code: string, language: string): string {
  const longest = Math.max(2, ...(code.match(/`{3,}/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language.replace(/[\s`]+/g, ' ').trim()}\n${code}${code.endsWith('\n') ? '' : '\n'}${fence}`
}

function entityText(value: unknown, depth: number): string {
  const entity = asObject(value)
  if (!entity) return asText(value)
  const text =
    typeof entity.text === 'string' ? entity.text : entity.text === undefined ? '' : plainText(entity.text, depth + 1)
  return entity.type === 'text_link' ? linkText(text, asText(entity.href)) : text
}
