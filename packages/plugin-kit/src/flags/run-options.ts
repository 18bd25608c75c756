import {z} from 'zod'

/** How a command that sends behaves on this machine: nothing of it is part of the run. */
export const RunOptions = z.strictObject({
  dryRun: z.boolean().default(false).describe('show what would be sent and send nothing'),
  yes: z.boolean().default(false).describe('do not ask before sending'),
  stateDir: z.string().min(1).optional().describe('folder of the state file; default: .everport in the project'),
  keyStdin: z.boolean().default(false).describe('read the API key from standard input instead of EVEROS_API_KEY'),
  account: z
    .enum(['same', 'other'])
    .optional()
    .describe('when the API key is not the one of earlier runs: a new key of the same account, or another account'),
  quiet: z.boolean().default(false).describe('no progress, only the summary'),
})
export type RunOptions = z.output<typeof RunOptions>

/** For commands that only look. */
export const LookOptions = RunOptions.pick({quiet: true})
export type LookOptions = z.output<typeof LookOptions>
