import {z} from 'zod'
import {DeliveryOptions, ImportOptions} from './import-options.js'

/** Schemas of which a configuration is made, besides those of core. */
export interface RcParts {
  /** Settings beside those of an import and its delivery. */
  settings: z.ZodObject
  /** Groups of settings under a key of their own. */
  sections: Readonly<Record<string, z.ZodObject>>
  /** The options of every installed source, by its id. */
  sources: Readonly<Record<string, z.ZodObject>>
}

/**
 * The schema of a configuration file: strict, every setting optional. For checking only: its output has defaults where nothing
 * was written, so the values are to be taken from what was checked.
 */
export function rcSchema({sections, settings, sources}: RcParts): z.ZodObject {
  const shape = {
    ...optional(ImportOptions).shape,
    ...optional(DeliveryOptions).shape,
    ...optional(settings).shape,
    ...record(sections, (section, key) => optional(section).optional().describe(`settings of ${key} alone`)),
    sources: z
      .strictObject(
        record(sources, (options, id) => optional(options).optional().describe(`options of the source ${id}`)),
      )
      .optional()
      .describe('options of each source, by its id'),
  }
  return z.strictObject({
    $schema: z.string().optional().describe('address of the JSON Schema, for editors'),
    ...shape,
    profiles: z
      .record(z.string(), z.strictObject(shape))
      .optional()
      .describe('settings by name, each of which --profile NAME puts before the others'),
  })
}

/** By shape and not by `partial`, which refuses an object with checks over several of its keys. */
function optional(schema: z.ZodObject): z.ZodObject {
  const shape = record(schema.shape as Record<string, z.ZodType>, (one) => {
    const described = z.optional(one)
    return one.description === undefined ? described : described.describe(one.description)
  })
  // A source that takes any key may go on doing so.
  const {catchall} = schema.def
  return catchall ? z.object(shape).catchall(catchall as z.ZodType) : z.strictObject(shape)
}

function record<From, To>(from: Readonly<Record<string, From>>, make: (one: From, key: string) => To) {
  return Object.fromEntries(Object.entries(from).map(([key, one]) => [key, make(one, key)]))
}

/** JSON Schema (draft 7) of what may be written, for editors. */
export function rcJsonSchema(schema: z.ZodObject): Record<string, unknown> {
  const {$schema, ...rest} = z.toJSONSchema(schema, {io: 'input', target: 'draft-7', unrepresentable: 'any'})
  return {$schema, title: 'everport configuration', ...rest}
}
