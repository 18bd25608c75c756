import {cleanText} from './clean-text.js'
import {listOf} from './list-of.js'
import type {RawEmbed} from './raw.js'

/**
 * The result of a poll as Discord sends it: an embed whose fields have fixed names. Undefined for any other embed, which reads
 * well enough as it is.
 */
export function pollResultText(embed: RawEmbed): string | undefined {
  const fields = new Map(listOf(embed.fields).map(({name, value}) => [name, cleanText(value).trim()]))
  const question = fields.get('poll_question_text')
  if (question === undefined) return undefined
  const winner = fields.get('victor_answer_text')
  const total = fields.get('total_votes') ?? '0'
  const result =
    winner === undefined
      ? `no winner, ${total} votes`
      : `${winner} (${fields.get('victor_answer_votes') ?? '?'} of ${total} votes)`
  return `[poll result] ${question}: ${result}`
}
