import {z} from 'zod'

export const ServeOptions = z.strictObject({
  serve: z.boolean().default(false).describe('run the server alone, until Ctrl-C'),
  port: z.int().min(0).max(65_535).default(8765).describe('port of the server, with --serve; 0: any that is free'),
})
