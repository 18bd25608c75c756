import {type Fields, isPresent, object, text, within} from './fields.js'
import {InvalidBody} from './refusal.js'

/** `tool_calls` of a message, in the shape of OpenAI's: null, or calls whose arguments are a JSON string. */
export function toolCalls(message: Fields): readonly unknown[] | undefined {
  const calls = message.tool_calls
  if (!isPresent(message, 'tool_calls') || calls === null) return undefined
  if (!Array.isArray(calls)) throw new InvalidBody('Input should be a valid list', ['tool_calls'])
  calls.forEach((value, index) => {
    within(['tool_calls', index], () => {
      const call = object(value)
      text(call, 'id')
      if (isPresent(call, 'type')) text(call, 'type')
      if (!isPresent(call, 'function')) throw new InvalidBody('Field required', ['function'])
      within(['function'], () => {
        const called = object(call.function)
        text(called, 'name')
        text(called, 'arguments')
      })
    })
  })
  return calls
}
