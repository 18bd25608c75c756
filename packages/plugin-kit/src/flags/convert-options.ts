import {z} from 'zod'

/** Where and how `convert` writes. */
export const ConvertOptions = z.strictObject({
  out: z.string().min(1).describe('folder for the files; created when missing'),
  format: z
    .enum(['json', 'ndjson'])
    .default('json')
    .describe('json: one file per conversation, as the EverOS guide has it; ndjson: one file, a message a line'),
})
export type ConvertOptions = z.output<typeof ConvertOptions>
