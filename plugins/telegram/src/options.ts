import {z} from 'zod'
import {createLocalClock} from './time/local-clock.js'

/** Kinds of conversations that a person can choose between. */
export const KINDS = ['direct', 'bot', 'saved', 'group', 'channel'] as const

export type ChosenKind = (typeof KINDS)[number]

export const TelegramOptions = z.strictObject({
  channels: z
    .array(z.string().min(1))
    .optional()
    .describe('only these conversations: name, id (user123, chat123, channel123) or glob'),
  exclude: z.array(z.string().min(1)).optional().describe('not these conversations: name, id or glob'),
  kinds: z.array(z.enum(KINDS)).optional().describe('only conversations of these kinds'),
  timezone: z
    .string()
    .refine((zone) => createLocalClock(zone) !== undefined, {
      error: 'must be a time zone such as Europe/Berlin, UTC or +02:00',
    })
    .optional()
    .describe('time zone of the computer that made the export, for old and HTML exports (Europe/Berlin, +02:00)'),
  events: z.boolean().default(false).describe('keep joins, pins, calls and other service messages as one English line'),
  loginCodes: z.boolean().default(false).describe('keep the chats in which login codes arrive'),
  phoneNumbers: z.boolean().default(false).describe('keep the phone numbers of shared contacts'),
})

export type TelegramOptions = z.output<typeof TelegramOptions>
