import {z} from 'zod'

/** What `config init` may be told besides the settings to write. */
export const InitOptions = z.strictObject({
  yes: z.boolean().default(false).describe('ask nothing, and replace an .everportrc.yaml that is there'),
})
export type InitOptions = z.output<typeof InitOptions>
