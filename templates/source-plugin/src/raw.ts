import {z} from 'zod'

// What stands in the files, as loosely as we can work with it: other versions of Pigeon will have more keys.

/** people.json */
export const RawPeople = z.array(
  z.looseObject({
    id: z.string().min(1),
    name: z.string().min(1),
    /** A program that posts by itself. */
    program: z.boolean().optional(),
  }),
)

/** The first line of a room. */
export const RawRoom = z.looseObject({
  title: z.string(),
  kind: z.enum(['room', 'pair']).catch('room'),
  members: z.array(z.string().min(1)).catch([]),
})

/** Every other line of a room, unless it is an event. */
export const RawMessage = z.looseObject({
  id: z.int(),
  from: z.string().min(1),
  /** `2024-03-01T09:00:00Z`, or with an offset. */
  at: z.string(),
  text: z.string(),
  edited: z.string().optional(),
  /** `id` of the message that this one answers. */
  reply: z.int().optional(),
  files: z
    .array(z.looseObject({name: z.string(), type: z.string().optional(), path: z.string().optional()}))
    .optional(),
})

export const RawEvent = z.looseObject({event: z.string()})

export type RawMessage = z.infer<typeof RawMessage>
export type RawRoom = z.infer<typeof RawRoom>
