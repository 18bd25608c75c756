import type {RcParts} from '@everport/core/config'
import {ConvertOptions} from './convert-options.js'
import {RunOptions} from './run-options.js'

/**
 * What a configuration may hold beside core's options. Not among them: what must be decided each time (`yes`, `dryRun`,
 * `keyStdin`, `account`, `out`).
 */
export const RC_PARTS = {
  settings: RunOptions.pick({stateDir: true, quiet: true}),
  sections: {convert: ConvertOptions.pick({format: true})},
} as const satisfies Omit<RcParts, 'sources'>
