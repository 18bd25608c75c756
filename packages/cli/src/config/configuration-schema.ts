import {rcJsonSchema, rcSchema} from '@everport/core/config'
import type {Source} from '@everport/core/source'
import {RC_PARTS} from '@everport/plugin-kit/commands'

/** JSON Schema of a configuration with the options of some sources. */
export function configurationSchema(sources: readonly Pick<Source, 'id' | 'options'>[]): Record<string, unknown> {
  return rcJsonSchema(
    rcSchema({...RC_PARTS, sources: Object.fromEntries(sources.map(({id, options}) => [id, options]))}),
  )
}
