import {z} from 'zod'

/**
 * The two import formats of the EverOS batch guide (docs.evermind.ai/cookbook/batch-processing), as `convert` writes them.
 * Timestamps are Unix milliseconds. Group messages all have the role `user` in the guide; the server also takes `assistant`
 * (bots), see the v1 SDK's group message type.
 */
const role = z.enum(['user', 'assistant'])

export const GroupExport = z.strictObject({
  group_id: z.string().min(1),
  messages: z.array(
    z.strictObject({
      role,
      sender_id: z.string().min(1),
      sender_name: z.string().min(1),
      timestamp: z.int(),
      content: z.string().min(1),
      message_id: z.string().min(1),
    }),
  ),
})

export const PersonalExport = z.strictObject({
  user_id: z.string().min(1),
  messages: z.array(z.strictObject({role, timestamp: z.int(), content: z.string().min(1)})),
})

export type GroupExport = z.infer<typeof GroupExport>
export type PersonalExport = z.infer<typeof PersonalExport>
