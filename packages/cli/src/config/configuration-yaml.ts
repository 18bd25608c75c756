import {DeliveryOptions, ImportOptions} from '@everport/core/config'
import type {Source} from '@everport/core/source'
import {RC_PARTS} from '@everport/plugin-kit/commands'
import {z} from 'zod'

const HEAD = `# Settings of everport in this project. A flag or an environment variable goes before what stands here, and a profile
# (--profile NAME) before the rest of the file. \`everport config\` shows every value and where it comes from.
# No secret may stand in this file: the API key belongs into the environment (EVEROS_API_KEY).
# What stands behind a # is not set: it shows the default, or what a value may look like.
`

const PEOPLE = `# people known by several ids; \`everport people PATH --format rc\` writes this part
# identities:
#   - id: ann
#     name: Ann
#     is: [source-U024BE7LH, other-1234]
`

const PROFILES = `# settings by name
# profiles:
#   archive:
#     until: 2020-01-01
#     bots: drop
`

/**
 * A configuration in YAML with every setting and what it does; those that are not set as comments.
 * @param set by key, of the settings that stand at the top
 */
export function configurationYaml(
  set: Readonly<Record<string, unknown>>,
  sources: readonly Pick<Source, 'id' | 'name' | 'options'>[],
): string {
  return [
    HEAD,
    '# What is imported\n',
    ...options(ImportOptions).map((option) => setting(option, set)),
    PEOPLE,
    '# Where it goes\n',
    ...options(DeliveryOptions).map((option) => setting(option, set)),
    '# The rest\n',
    ...options(RC_PARTS.settings).map((option) => setting(option, set)),
    ...Object.entries(RC_PARTS.sections).map(([name, schema]) => group(name, options(schema))),
    sourceGroups(sources),
    PROFILES,
  ].join('\n')
}

interface Option {
  key: string
  description: string
  /** The default, or what a value may look like. */
  example: unknown
}

interface Shape {
  type?: string
  enum?: unknown[]
  items?: {type?: string}
  default?: unknown
  description?: string
}

function options(schema: z.ZodObject): Option[] {
  const {properties = {}} = z.toJSONSchema(schema, {io: 'input', unrepresentable: 'any'}) as {
    properties?: Record<string, Shape>
  }
  return Object.entries(properties)
    .filter(([, shape]) => shape.type !== 'object' && shape.items?.type !== 'object')
    .map(([key, shape]) => ({
      key,
      description: shape.description ?? '',
      example: shape.default ?? shape.enum?.[0] ?? EXAMPLES[shape.type ?? ''] ?? MISSING,
    }))
}

/** Where nothing can be shown. */
const MISSING = '…'
const EXAMPLES: Readonly<Record<string, unknown>> = {array: [], boolean: true, integer: 100, number: 1}

function setting({description, example, key}: Option, set: Readonly<Record<string, unknown>>): string {
  const line = Object.hasOwn(set, key) ? `${key}: ${yamlValue(set[key])}` : `# ${key}: ${yamlValue(example)}`
  return `# ${description}\n${line}\n`
}

function group(name: string, list: readonly Option[]): string {
  return [`# ${name}:`, ...optionLines(list, '#   '), ''].join('\n')
}

function sourceGroups(sources: readonly Pick<Source, 'id' | 'name' | 'options'>[]): string {
  const groups = sources.flatMap(({id, name, options: schema}) => [
    `#   ${id}: # ${name}`,
    ...optionLines(options(schema), '#     '),
  ])
  return ['# options of sources', '# sources:', ...groups, ''].join('\n')
}

function optionLines(list: readonly Option[], indent: string): string[] {
  return list.flatMap(({description, example, key}) => [
    `${indent}# ${description}`,
    `${indent}${key}: ${yamlValue(example)}`,
  ])
}

/** JSON is YAML; plain words look better without quotes. */
export function yamlValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(', ')}]`
  if (value === MISSING) return MISSING
  const plain =
    typeof value === 'string' &&
    /^[A-Za-z][\w./+-]*$/.test(value) &&
    !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value)
  return plain ? value : JSON.stringify(value)
}
