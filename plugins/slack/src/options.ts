import {z} from 'zod'

/** The options of the source: flags, rc keys and the table of the docs are made from this schema. */
export const slackOptions = z.strictObject({
  channels: z
    .array(z.string())
    .optional()
    .describe('only these conversations: names, ids or patterns with * and ? (a DM goes by the name of its person)'),
  exclude: z.array(z.string()).optional().describe('without these conversations: names, ids or patterns with * and ?'),
  kinds: z
    .array(z.enum(['public', 'private', 'group-dm', 'dm']))
    .optional()
    .describe('only these kinds of conversation'),
  events: z
    .boolean()
    .default(false)
    .describe('keep the notes that Slack writes when somebody joins, leaves, sets a topic, pins a message and so on'),
  threads: z
    .enum(['note', 'off'])
    .default('note')
    .describe('note: a reply far from its parent says what it answers; off: no such notes'),
  unfurls: z.boolean().default(false).describe('keep the previews that Slack adds for links'),
  emoji: z
    .enum(['unicode', 'as-written'])
    .default('unicode')
    .describe('write standard emoji as characters, or as the :name: they were typed as'),
})

export type SlackOptions = z.output<typeof slackOptions>
