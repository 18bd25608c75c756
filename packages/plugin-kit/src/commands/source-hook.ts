import type {Source} from '@everport/core/source'
import type {z} from 'zod'

/** The oclif event to which every source plugin answers with its source. */
export const SOURCE_EVENT = 'everport:source'

/** The hook of a plugin for `everport:source`: how the source gets into detection and into the list of sources. */
export function sourceHook<Options extends z.ZodObject>(source: Source<Options>): () => Promise<Source<Options>> {
  return async () => source
}
