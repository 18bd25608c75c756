import {z} from 'zod'

export const RejectsOptions = z.strictObject({
  rejects: z
    .string()
    .min(1)
    .optional()
    .describe('import a corrected file of rejects alone, as `status` names it, instead of an export'),
})
