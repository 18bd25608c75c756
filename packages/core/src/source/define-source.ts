import type {z} from 'zod'
import type {Source} from './source.js'

const ID = /^[a-z][a-z0-9-]*$/

/**
 * Declares a source. Returns it unchanged, with the types of its options tied together.
 * @throws TypeError when the id is not `^[a-z][a-z0-9-]*$`: a mistake of the plugin's author, found when the plugin loads.
 */
export function defineSource<Options extends z.ZodObject>(source: Source<Options>): Source<Options> {
  if (!ID.test(source.id)) throw new TypeError(`source id ${JSON.stringify(source.id)} does not match ${ID.source}`)
  return Object.freeze(source)
}
