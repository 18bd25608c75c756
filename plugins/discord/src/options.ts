import {z} from 'zod'
import {isTimeZone} from './csv/zone.js'

const names = () => z.array(z.string().min(1)).optional()

export const OPTIONS = z.strictObject({
  channels: names().describe(
    'only these channels: names, ids, server/name, or patterns with * and ?; threads follow their channel',
  ),
  exclude: names().describe('all but these channels, written as for channels'),
  kinds: z
    .array(z.enum(['channel', 'thread', 'direct', 'group']))
    .optional()
    .describe('only these kinds of conversation (a group is a group direct message)'),
  events: z
    .boolean()
    .default(false)
    .describe('also the lines that the platform writes itself, such as joins, pins and calls'),
  embeds: z
    .enum(['bots', 'all', 'none'])
    .default('bots')
    .describe('whose embeds become text: those of bots, all (also link previews), or none'),
  webhooks: z
    .enum(['bots', 'people'])
    .default('bots')
    .describe('what webhooks are: bots, or people behind a proxy bot, one person for each name'),
  threads: z
    .enum(['joined', 'own'])
    .default('joined')
    .describe('threads are joined to their channel when its file is there too, or always conversations of their own'),
  timezone: z
    .string()
    .refine(isTimeZone, 'not an IANA time zone such as Europe/Berlin')
    .optional()
    .describe('time zone of dates that name none (CSV), as an IANA name; UTC when not given'),
  dateOrder: z
    .enum(['dmy', 'mdy'])
    .optional()
    .describe('how to read dates such as 03/04/2024 (CSV) when the file itself does not tell'),
  owner: z
    .string()
    .min(1)
    .optional()
    .describe('your user id (or name), for a data package given without its account folder'),
})

export type Options = z.output<typeof OPTIONS>
