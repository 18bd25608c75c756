import {z} from 'zod'

/** What faults are matched by. `other` is everything else that an API serves. */
export const REQUEST_KINDS = ['add', 'flush', 'task', 'search', 'get', 'delete', 'other'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

const ms = z.number().nonnegative()

export const FaultAction = z.union([
  z
    .strictObject({
      status: z.int().min(400).max(599),
      retryAfter: z.number().nonnegative().optional().describe('seconds, sent as Retry-After'),
      body: z.string().optional().describe('sent as text/html instead of the usual body'),
    })
    .describe('answers with an error'),
  z.strictObject({reset: z.literal(true)}).describe('resets the connection without an answer'),
  z
    .strictObject({hang: z.union([z.literal(true), ms])})
    .describe('does not answer; after that many ms resets the connection'),
  z.strictObject({torn: z.literal(true)}).describe('sends half of the answer, then resets'),
  z.strictObject({slowBody: ms}).describe('sends the answer in pieces over that many ms'),
  z.strictObject({delay: ms}).describe('answers rightly, that many ms late'),
  z.strictObject({failTask: z.literal(true)}).describe('accepts an asynchronous add whose task then fails'),
  z
    .strictObject({swallow: z.literal(true)})
    .describe(
      'messages go into cells and extraction then fails: v1 answers 200 "no_extraction", the self-hosted server 503',
    ),
])

export const InjectedFault = z.strictObject({
  on: z.enum([...REQUEST_KINDS, 'any']),
  nth: z.int().min(1).optional().describe('only the nth matching request (from 1, since the fault was added)'),
  every: z.int().min(1).optional().describe('every nth matching request'),
  rate: z.number().min(0).max(1).optional().describe('this share of matching requests, by the seeded generator'),
  times: z.int().min(1).optional().describe('at most so often'),
  conversation: z.string().optional().describe('only this group_id or session_id, or user_id where there is neither'),
  when: z.enum(['before-commit', 'after-commit']).default('before-commit'),
  do: FaultAction,
})

export const Limit = z.union([
  z.strictObject({
    maxBodyBytes: z.int().min(1),
    status: z.union([z.literal(413), z.literal(403)]).default(413),
  }),
  z.strictObject({
    rejectText: z.union([z.string().min(1), z.instanceof(RegExp)]).describe('a regular expression on message text'),
  }),
  z.strictObject({ratePerSecond: z.number().positive()}),
])

export const AnyFault = z.union([InjectedFault, Limit])

/** One way in which the server misbehaves. Without `nth`, `every` or `rate` every matching request meets it. */
export type Fault = z.input<typeof AnyFault>
export type ParsedFault = z.output<typeof AnyFault>
export type ParsedInjectedFault = z.output<typeof InjectedFault>
export type ParsedAction = z.output<typeof FaultAction>
