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

const TYPES = ['text', 'image', 'audio', 'doc', 'pdf', 'html', 'email'] as const
const TEXTS = ['text', 'uri', 'base64', 'ext', 'name']
const KEYS = new Set(['type', ...TEXTS, 'extras'])

/**
 * Content of a v2 message: any string, even an empty one, or items without unknown keys (OSSN routes/memorize.py). With `raw`, half a
 * surrogate pair is let through.
 */
export function content(message: Fields, {raw}: {raw: boolean}): string | readonly unknown[] {
  const value = required(message, 'content')
  if (typeof value === 'string') return textValue(value, ['content', 'str'], {raw})
  // The first branch of the union is the string, and the first problem is what is told.
  if (!Array.isArray(value)) throw new InvalidBody('Input should be a valid string', ['content', 'str'])
  try {
    for (const item of value) checkItem(object(item), raw)
  } catch (error) {
    if (error instanceof InvalidBody) throw new InvalidBody('Input should be a valid string', ['content', 'str'])
    throw error
  }
  return value
}

function checkItem(item: Fields, raw: boolean): void {
  oneOf(required(item, 'type'), TYPES, ['type'])
  for (const key of TEXTS) optionalText(item, key, {raw})
  optionalObject(item, 'extras')
  forbidOthers(item, KEYS)
}

/**
 * What a server does with items that are not text. Self-hosted, without a multimodal model, it refuses the whole request, with 503 where it had
 * something to show the model (everos 1.4.2 and 1.5.1 memory/extract/parser; OSSDOC said 422 of 1.2.1). The Cloud has such a model.
 */
export function checkModality(items: string | readonly unknown[], index: number, mode: Mode): void {
  if (typeof items === 'string') return
  items.forEach((item, position) => {
    within(['messages', index, 'content', position], () => {
      const {type, text, uri, base64} = item as Fields
      if (type === 'text') {
        if (mode === 'v2-cloud' && typeof text !== 'string')
          throw new InvalidBody("Value error, text is required when type is 'text'")
        return
      }
      if (!uri && !base64) throw new Refusal(415, `content item has neither uri nor base64 (type='${String(type)}')`)
      if (mode === 'v2-cloud') return
      if (String(uri ?? '').startsWith('file:')) throw new Refusal(415, `cannot resolve file uri '${String(uri)}'`)
      if (!uri && !isBase64(String(base64))) throw new Refusal(415, 'Incorrect padding')
      throw new Refusal(503, 'no multimodal model is configured', {code: 'CAPABILITY_UNAVAILABLE'})
    })
  })
}

/** As far as Python looks: it leaves out what is no letter of it. */
function isBase64(text: string): boolean {
  return text.replace(/[^A-Za-z0-9+/]/g, '').length % 4 === 0 || /^[^=]*={1,2}[^A-Za-z0-9+/=]*$/.test(text)
}

/** As the self-hosted server gives content back: every key of an item, and a single text as a string (everos 1.5.1 search/manager.py). */
export function givenBack(items: readonly Fields[]): string | readonly unknown[] {
  const [only] = items
  if (items.length === 1 && only?.type === 'text' && typeof only.text === 'string') return only.text
  return items.map((item) => Object.fromEntries([...KEYS].map((key) => [key, item[key] ?? null])))
}
