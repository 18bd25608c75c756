import {z} from 'zod'

/** What `config show` may be told. */
export const ShowOptions = z.strictObject({
  all: z.boolean().default(false).describe('also the options of sources that are at their defaults'),
})
export type ShowOptions = z.output<typeof ShowOptions>
