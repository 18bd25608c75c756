import {z} from 'zod'

/** One option of a schema as the command line sees it. */
export interface OptionFlag {
  /** Key in the schema, camelCase. */
  key: string
  /** Name of the flag, kebab-case, without dashes. */
  flag: string
  kind: 'text' | 'number' | 'boolean' | 'list'
  /** The only values allowed, for options and lists of them. */
  values: readonly string[] | undefined
  default: unknown
  /** The sentence of `.describe()`. */
  description: string
}

interface Shape {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Shape[]
  items?: Shape
  default?: unknown
  description?: string
}

/**
 * The options of a schema that can be flags. Lists of objects cannot: they stand in the rc file only.
 * @throws TypeError for an option that is of no supported kind or has no description: a mistake of its author.
 */
export function optionFlags(schema: z.ZodObject): OptionFlag[] {
  // The JSON form looks through optional, default, refine and pipe, and reads schemas of another copy of zod.
  const {properties = {}} = z.toJSONSchema(schema, {io: 'input', unrepresentable: 'any'}) as {
    properties?: Record<string, Shape>
  }
  return Object.entries(properties).flatMap(([key, shape]) => {
    const form = formOf(shape)
    if (form === 'rc-only') return []
    if (form === undefined) throw new TypeError(`option ${key} is of a kind that cannot be a flag`)
    if (!shape.description) throw new TypeError(`option ${key} has no description`)
    return [{key, flag: kebabCase(key), ...form, default: shape.default, description: shape.description}]
  })
}

function formOf(shape: Shape): Pick<OptionFlag, 'kind' | 'values'> | 'rc-only' | undefined {
  if (shape.type === 'array') {
    const items = shape.items ? formOf(shape.items) : undefined
    if (shape.items?.type === 'object') return 'rc-only'
    return typeof items === 'object' && items.kind === 'text' ? {...items, kind: 'list'} : undefined
  }
  if (shape.type === 'object') return 'rc-only'
  if (shape.type === 'boolean') return {kind: 'boolean', values: undefined}
  if (shape.type === 'number' || shape.type === 'integer') return {kind: 'number', values: undefined}
  const values = shape.enum ?? (shape.const === undefined ? shape.anyOf?.map((one) => one.const) : [shape.const])
  if (values?.every((value) => typeof value === 'string')) return {kind: 'text', values}
  return shape.type === 'string' ? {kind: 'text', values: undefined} : undefined
}

function kebabCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
