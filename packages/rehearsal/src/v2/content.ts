import {
  type Fields,
  forbidOthers,
  object,
  oneOf,
  optionalObject,
  optionalText,
  required,
  textValue,
  within,
} from '../check/fields.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import type {Mode} from '../options.js'
import {isAtLeast} from '../version.js'

const TYPES = ['text', 'image', 'audio', 'doc', 'pdf', 'html', 'email'] as const
const KEYS = new Set(['type', 'text', 'uri', 'base64', 'ext', 'name', 'extras'])

/** Content of a v2 message: any string, even an empty one, or items without unknown keys (OSSN routes/memorize.py). */
export function content(message: Fields): string | readonly unknown[] {
  const value = required(message, 'content')
  if (typeof value === 'string') return textValue(value, ['content', 'str'])
  // The first branch of the union is the string, and the first problem is what is told.
  if (!Array.isArray(value)) throw new InvalidBody('Input should be a valid string', ['content', 'str'])
  try {
    for (const item of value) checkItem(object(item))
  } catch (error) {
    if (error instanceof InvalidBody) throw new InvalidBody('Input should be a valid string', ['content', 'str'])
    throw error
  }
  return value
}

function checkItem(item: Fields): void {
  oneOf(required(item, 'type'), TYPES, ['type'])
  for (const key of ['text', 'uri', 'base64', 'ext', 'name']) optionalText(item, key)
  optionalObject(item, 'extras')
  forbidOthers(item, KEYS)
}

/**
 * What a server without a multimodal model makes of the items: the whole request is refused (OSSDOC ContentItem, Errors). The
 * Cloud has such a model.
 */
export function checkModality(items: readonly unknown[], index: number, mode: Mode, version: string): void {
  items.forEach((item, position) => {
    within(['messages', index, 'content', position], () => {
      const {type, text, uri, base64} = item as Fields
      if (type === 'text') {
        if (typeof text !== 'string') throw new InvalidBody("Value error, text is required when type is 'text'")
        return
      }
      if (typeof uri !== 'string' && typeof base64 !== 'string')
        throw new Refusal(415, `content item of type '${String(type)}' needs uri or base64`)
      if (mode === 'v2-self-hosted')
        throw new Refusal(isAtLeast(version, '1.2.1') ? 422 : 503, 'multimodal support is not installed', {
          code: 'CAPABILITY_UNAVAILABLE',
        })
    })
  })
}
