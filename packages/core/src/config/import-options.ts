import {z} from 'zod'
import {instant} from './instant.js'

const id = z.string().min(1)

/** One person known by several native ids, in one source or in several. */
export const Identity = z.strictObject({
  id: z
    .string()
    .regex(
      /^(?!gen_)[A-Za-z0-9_.@+-]{1,128}$/,
      'must be 1 to 128 characters of A-Z a-z 0-9 _ . @ + - and not start with gen_',
    )
    .describe('the id that is sent for this person'),
  name: z.string().min(1).describe('the name that is sent for this person'),
  is: z.array(id).min(1).describe('native ids, the id of their source in front, e.g. csv-ann'),
})

/**
 * What a person may decide about any import, whatever the source. Flags, environment names, rc keys and docs are made from this
 * one schema. Times are ISO dates or date-times; without an offset they are UTC.
 */
export const ImportOptions = z.strictObject({
  since: instant.optional().describe('leave out messages before this date (2024-01-31 or 2024-01-31T09:00:00Z)'),
  until: instant.optional().describe('leave out messages from this date on'),
  bots: z
    .enum(['assistant', 'user', 'drop'])
    .default('assistant')
    .describe('role of messages that programs wrote, or drop them'),
  assistants: z
    .array(id)
    .default([])
    .describe("senders whose messages are the assistant's (native ids, e.g. U024BE7LH)"),
  namespace: z
    .string()
    .regex(/^[A-Za-z0-9_.+-]{1,64}$/, 'must be 1 to 64 characters of A-Z a-z 0-9 _ . + -')
    .optional()
    .describe("put in front of ids that are unique only inside their export; default: the export's own name"),
  attachments: z
    .enum(['mention', 'drop'])
    .default('mention')
    .describe('mention attachments in the text as [file: name], or drop them'),
  identities: z.array(Identity).default([]).describe('people known by several ids'),
})
export type ImportOptions = z.output<typeof ImportOptions>

/** What every server version takes as app and project id (docs/everos.md 2.4). */
const scopeId = z
  .string()
  .regex(/^[a-z0-9_-]{1,128}$/, 'must be 1 to 128 characters of a-z 0-9 _ -')
  .default('default')

/** How and where to send. Everything here may differ between a run and its resumption, but for `api`, `baseUrl`, `app` and `project`. */
export const DeliveryOptions = z.strictObject({
  api: z.enum(['v1', 'v2']).default('v1').describe('EverOS API version of the account or server'),
  baseUrl: z
    .url({protocol: /^https?$/})
    .default('https://api.evermind.ai')
    .describe('address of the EverOS server, e.g. http://127.0.0.1:8000 for a self-hosted one'),
  app: scopeId.describe('app that memories are written to (v2)'),
  project: scopeId.describe('project that memories are written to (v2)'),
  concurrency: z.int().min(1).max(256).default(8).describe('requests in flight at once (one per conversation)'),
  maxMessages: z.int().min(1).max(500).optional().describe('most messages in one request'),
  timeout: z.number().positive().max(3600).default(60).describe('seconds that a request may take'),
  flush: z.boolean().default(true).describe('ask the server to extract memories at the end of each slice'),
  onUnknown: z
    .enum(['hold', 'resend', 'skip'])
    .default('hold')
    .describe(
      'when a request may or may not have been stored and the server cannot tell: stop that conversation, send again (may double), or go on without (may lose)',
    ),
  memorizeMode: z
    .enum(['agent', 'chat'])
    .default('agent')
    .describe(
      'how a self-hosted server makes memories (its EVEROS_MEMORIZE__MODE): one in the mode agent is flushed after 49 messages at most, before it would cut blindly',
    ),
  insecureHttp: z.boolean().default(false).describe('allow http to a host that is not this machine'),
})
export type DeliveryOptions = z.output<typeof DeliveryOptions>
