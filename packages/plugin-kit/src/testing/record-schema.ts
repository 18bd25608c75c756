import {z} from 'zod'

const id = z.string().min(1)
const name = z.string()
const milliseconds = z.int()

const place = z.strictObject({
  file: z.string().min(1),
  line: z.int().min(1).optional(),
  byte: z.int().min(0).optional(),
  record: z.int().min(1).optional(),
})

const attachment = z.strictObject({
  kind: z.enum(['image', 'video', 'audio', 'file', 'link', 'sticker', 'location', 'contact', 'poll', 'other']),
  name,
  uri: z.string().min(1).optional(),
})

/** The shapes of `@everport/core/model`, key by key: a key too many is a misspelt one. */
export const RECORD = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('conversation'),
    id,
    name: name.optional(),
    kind: z.enum(['group', 'direct', 'assistant']),
    people: z.array(id).optional(),
    topic: z.string().optional(),
    local: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('person'),
    id,
    name,
    bot: z.boolean().optional(),
    email: z.string().optional(),
    handle: z.string().optional(),
    local: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('message'),
    conversation: id,
    id,
    sender: id,
    senderName: name.optional(),
    at: milliseconds,
    order: z.number().optional(),
    text: z.string(),
    role: z.enum(['user', 'assistant']).optional(),
    bot: z.boolean().optional(),
    replyTo: id.optional(),
    thread: id.optional(),
    attachments: z.array(attachment).optional(),
    editedAt: milliseconds.optional(),
    place: place.optional(),
  }),
])

export const SKIP = z.strictObject({
  reason: z.string().min(1),
  conversation: id.optional(),
  place: place.optional(),
  count: z.int().min(1).optional(),
  excerpt: z.string().optional(),
})

export const NOTICE = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'not in kebab-case'),
  message: z.string().min(1),
  place: place.optional(),
})
