import {plainText} from '../markup.js'
import {asNumber, asObject} from '../raw.js'
import {counted} from './counted.js'

export interface PollAnswer {
  text: string
  voters: number
}

/** A poll as lines: its options are what was said. */
export function pollText(question: string, closed: boolean, answers: readonly PollAnswer[]): string {
  const votes = (n: number) => (n > 0 ? ` (${counted(n, 'vote')})` : '')
  return [
    `Poll${closed ? ' (closed)' : ''}: ${question}`,
    ...answers.map(({text, voters}) => `- ${text}${votes(voters)}`),
  ].join('\n')
}

/** Which tasks are done stands in later service messages, not here. */
export function todoText(title: string, tasks: readonly string[]): string {
  return [`To do: ${title}`, ...tasks.map((task) => `- ${task}`)].join('\n')
}

/** `poll` and `todo_list` of a message; texts are strings, or text lists in newer files. */
export function listText(poll: unknown, todo: unknown): string | undefined {
  const rawPoll = asObject(poll)
  if (rawPoll) {
    const answers = entries(rawPoll.answers).map((answer) => ({
      text: plainText(answer.text),
      voters: asNumber(answer.voters) ?? 0,
    }))
    return pollText(plainText(rawPoll.question), rawPoll.closed === true, answers)
  }
  const rawTodo = asObject(todo)
  if (!rawTodo) return undefined
  return todoText(
    plainText(rawTodo.title),
    entries(rawTodo.answers).map((answer) => plainText(answer.text)),
  )
}

function entries(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return []
  return value.map(asObject).filter((entry) => entry !== undefined)
}
