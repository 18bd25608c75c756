import {DeliveryOptions, ImportOptions, problemSentence} from '@everport/core/config'
import type {Terminal} from '@everport/plugin-kit/work'
import type {z} from 'zod'

interface Question {
  key: string
  text: string
  schema: z.ZodType
  suggestion: string
}

const ALL = 'all'

const QUESTIONS: readonly Question[] = [
  {
    key: 'api',
    text: 'API of the account or server, v1 or v2',
    schema: DeliveryOptions.shape.api,
    suggestion: 'v1',
  },
  {
    key: 'baseUrl',
    text: 'Address of the EverOS server',
    schema: DeliveryOptions.shape.baseUrl,
    suggestion: 'https://api.evermind.ai',
  },
  {
    key: 'since',
    text: 'Leave out messages before a date such as 2024-01-31',
    schema: ImportOptions.shape.since,
    suggestion: ALL,
  },
  {
    key: 'bots',
    text: 'Messages that programs wrote: assistant, user or drop',
    schema: ImportOptions.shape.bots,
    suggestion: 'assistant',
  },
]

/** Asks for what was not given. An answer that does not fit is asked for again. Suggestions that were taken are defaults and not returned. */
export async function askSettings(
  {note}: Pick<Terminal, 'note'>,
  given: Readonly<Record<string, unknown>>,
  askFor: (question: string, suggestion: string) => Promise<string>,
): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {}
  for (const {key, schema, suggestion, text} of QUESTIONS.filter((one) => !(one.key in given))) {
    for (;;) {
      const answer = await askFor(text, suggestion)
      if (answer === suggestion) break
      const {data, error, success} = schema.safeParse(answer)
      if (success) {
        answers[key] = data
        break
      }
      note(`  ${error.issues.map(problemSentence).join('; ')}`)
    }
  }
  return answers
}
