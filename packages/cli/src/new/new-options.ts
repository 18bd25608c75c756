import {z} from 'zod'

/** What `everport new` is told by flags; it asks for the rest when there is somebody to ask. */
export const NewOptions = z.strictObject({
  dir: z.string().min(1).optional().describe('the folder to make; default: one called like the id'),
  id: z.string().min(1).optional().describe('what is typed after import, and never changes; default: made from NAME'),
  name: z.string().min(1).optional().describe('what the platform is called; default: made from NAME'),
  package: z.string().min(1).optional().describe('name of the npm package; default: everport-plugin- and the id'),
  yes: z.boolean().default(false).describe('do not ask'),
})
export type NewOptions = z.output<typeof NewOptions>
