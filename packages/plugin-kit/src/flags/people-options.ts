import {z} from 'zod'

/** What `people` lists and how. */
export const PeopleOptions = z.strictObject({
  format: z
    .enum(['table', 'csv', 'rc'])
    .default('table')
    .describe('table; csv, one line a person; rc, identities to edit for the configuration'),
  with: z.array(z.string().min(1)).default([]).describe('another export whose people are compared with these'),
})
export type PeopleOptions = z.output<typeof PeopleOptions>
