import {describe, expect, it, test} from 'vitest'
import {z} from 'zod'
import {bareFlags} from './bare-flags.js'
import {flagsFromOptions} from './flags-from-options.js'
import {optionFlags} from './option-flag.js'

const described = (shape: z.ZodType) => z.strictObject({maxDays: shape.describe('as it is') as z.ZodType})

describe('an option becomes a flag', () => {
  test.each<[string, z.ZodType, object]>([
    ['text', z.string().optional(), {type: 'option', multiple: false}],
    ['text with a default', z.string().default('x'), {type: 'option', default: 'x'}],
    [
      'text that is checked',
      z
        .string()
        .refine(() => true)
        .optional(),
      {type: 'option'},
    ],
    ['address', z.url().optional(), {type: 'option'}],
    ['whole number', z.int().min(1).default(8), {type: 'option', default: '8', helpValue: '<n>'}],
    ['number', z.number().optional(), {type: 'option', helpValue: '<n>'}],
    ['choice', z.enum(['a', 'b']).default('b'), {type: 'option', options: ['a', 'b'], default: 'b'}],
    ['choice of literals', z.union([z.literal('a'), z.literal('b')]).optional(), {type: 'option', options: ['a', 'b']}],
    ['off switch', z.boolean().default(true), {type: 'boolean', allowNo: true, default: true}],
    [
      'on switch',
      z.boolean().default(false),
      {type: 'boolean', allowNo: true, default: false, helpLabel: '--max-days'},
    ],
    ['list', z.array(z.string()).default([]), {type: 'option', multiple: true, multipleNonGreedy: true}],
    ['list of choices', z.array(z.enum(['a', 'b'])).default(['a']), {multiple: true, helpValue: 'a|b', default: ['a']}],
  ])('%s', (_, shape, flag) => {
    expect(flagsFromOptions(described(shape))).toEqual({'max-days': expect.objectContaining(flag)})
  })

  it('carries the description, the environment name and the group', () => {
    expect(flagsFromOptions(described(z.string().optional()), {group: 'SLACK'})['max-days']).toMatchObject({
      summary: 'as it is',
      env: 'EVERPORT_MAX_DAYS',
      helpGroup: 'SLACK',
    })
  })

  it('names the environment that EverOS knows too', () => {
    const schema = z.strictObject({baseUrl: z.url().optional().describe('address')})
    expect(flagsFromOptions(schema)['base-url']).toMatchObject({
      summary: 'address (also EVEROS_BASE_URL, EVER_OS_BASE_URL)',
    })
  })

  it('shows no defaults where an option that is not given stays as it was', () => {
    expect(flagsFromOptions(described(z.int().default(8)), {defaults: false})['max-days']?.default).toBeUndefined()
  })

  it('leaves lists of objects to the rc file', () => {
    expect(flagsFromOptions(described(z.array(z.strictObject({id: z.string()})).default([])))).toEqual({})
  })

  test.each<[string, z.ZodType]>([
    ['a date', z.date().describe('d')],
    ['a number or a text', z.union([z.number(), z.string()]).describe('d')],
    ['a list of numbers', z.array(z.number()).describe('d')],
  ])('%s cannot be one', (_, shape) => {
    expect(() => optionFlags(z.strictObject({shape}))).toThrow('option shape is of a kind that cannot be a flag')
  })

  it('asks its author for a description', () => {
    expect(() => optionFlags(z.strictObject({since: z.string()}))).toThrow('option since has no description')
  })
})

it('parses without defaults, environment and allowed values, which are the business of the schema', () => {
  const flags = flagsFromOptions(described(z.enum(['a', 'b']).default('b')))
  const [bare] = Object.values(bareFlags(flags))
  expect(bare).toMatchObject({type: 'option', summary: 'as it is'})
  expect(bare?.default ?? bare?.env ?? (bare?.type === 'option' ? bare.options : undefined)).toBeUndefined()
})
