import {
  type Fields,
  isFields,
  isPresent,
  object,
  optionalObject,
  optionalText,
  required,
  text,
  within,
} from '../check/fields.js'
import {InvalidBody} from '../check/refusal.js'

/**
 * Content of a v1 message: a string that is not empty, or items (CORE dtos/memory.py). Items of any type are stored; unknown
 * keys are ignored.
 */
export function content(message: Fields): string | readonly unknown[] {
  const value = required(message, 'content')
  if (typeof value === 'string') {
    // Raised by a validator of the whole message, so the place ends there.
    if (value === '') throw new InvalidBody('Value error, messages[].content must not be empty')
    return text(message, 'content')
  }
  // The first branch of the union is the string, and the first problem is what is told.
  if (!Array.isArray(value)) throw new InvalidBody('Input should be a valid string', ['content', 'str'])
  if (value.length === 0)
    throw new InvalidBody('Value should have at least 1 item after validation, not 0', ['content'])
  try {
    value.forEach((item, index) => {
      within(['content', index], () => checkItem(object(item)))
    })
  } catch (error) {
    if (error instanceof InvalidBody) throw new InvalidBody('Input should be a valid string', ['content', 'str'])
    throw error
  }
  return value
}

function checkItem(item: Fields): void {
  text(item, 'type')
  for (const key of ['source', 'base64', 'uri', 'ext', 'name']) optionalText(item, key)
  // `content` is an old name of `text`.
  optionalText(item, isPresent(item, 'content') && !isPresent(item, 'text') ? 'content' : 'text')
  for (const key of ['source_info', 'extras']) optionalObject(item, key)
}

/** Content as the server keeps it: always items. */
export function asItems(stored: string, isJson: boolean): unknown[] {
  const content = isJson ? (JSON.parse(stored) as string | unknown[]) : stored
  if (typeof content === 'string') return [{type: 'text', text: content}]
  return content.map((item) => {
    if (!isFields(item) || !isPresent(item, 'content') || isPresent(item, 'text')) return item
    const {content: old, ...rest} = item
    return {...rest, text: old}
  })
}
