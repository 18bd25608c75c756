import {fileURLToPath} from 'node:url'
import {describe, expect, it, test} from 'vitest'
import {z} from 'zod'
import {configurationSchema} from '../../packages/cli/src/config/configuration-schema.js'
import {csv} from '../../plugins/csv/src/index.js'
import {discord} from '../../plugins/discord/src/index.js'
import {slack} from '../../plugins/slack/src/index.js'
import {telegram} from '../../plugins/telegram/src/index.js'

const schema = configurationSchema([csv, discord, slack, telegram])

it('the JSON Schema that is shipped is the one of the code', async () => {
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
    fileURLToPath(new URL('../../packages/cli/schema.json', import.meta.url)),
  )
})

describe('the JSON Schema', () => {
  const validator = z.fromJSONSchema(schema)

  test.each<[object]>([
    [{}],
    [{$schema: './everport.schema.json', api: 'v2', since: '2024-01-31', assistants: ['U1']}],
    [{identities: [{id: 'ann', name: 'Ann', is: ['slack-U1', 'csv-ann']}], convert: {format: 'ndjson'}}],
    [{sources: {slack: {channels: ['general']}}, profiles: {old: {bots: 'drop', sources: {csv: {quote: 'none'}}}}}],
  ])('takes %j', (values) => {
    expect(validator.safeParse(values)).toMatchObject({success: true})
  })

  test.each<[object]>([
    [{aip: 'v2'}],
    [{api: 'v3'}],
    [{concurrency: 0}],
    [{identities: [{id: 'ann'}]}],
    [{sources: {slack: {chanels: []}}}],
    [{profiles: {old: {bots: 'users'}}}],
  ])('refuses %j', (values) => {
    expect(validator.safeParse(values)).toMatchObject({success: false})
  })
})
