import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {checkRc, loadRc, rcSchema} from '@everport/core/config'
import {RC_PARTS} from '@everport/plugin-kit/commands'
import {Ajv} from 'ajv'
import {describe, expect, it, test} from 'vitest'
import {configurationSchema} from '../../packages/cli/src/config/configuration-schema.js'
import {csv} from '../../plugins/csv/src/index.js'
import {discord} from '../../plugins/discord/src/index.js'
import {slack} from '../../plugins/slack/src/index.js'
import {telegram} from '../../plugins/telegram/src/index.js'

const schema = configurationSchema([csv, discord, slack, telegram])
const sources = {
  csv: csv.options,
  discord: discord.options,
  slack: slack.options,
  telegram: telegram.options,
}

/** As an editor checks it. Names of formats are left to the editor. */
const fits = new Ajv({validateFormats: false}).compile(schema)

it('the JSON Schema that is shipped is the one of the code', async () => {
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
    fileURLToPath(new URL('../../packages/cli/schema.json', import.meta.url)),
  )
})

describe('the JSON Schema', () => {
  test.each<[object]>([
    [{}],
    [{$schema: './everport.schema.json', api: 'v2', since: '2024-01-31', assistants: ['U1']}],
    [{identities: [{id: 'ann', name: 'Ann', is: ['slack-U1', 'csv-ann']}], convert: {format: 'ndjson'}}],
    [{sources: {slack: {channels: ['general']}}, profiles: {old: {bots: 'drop', sources: {csv: {quote: 'none'}}}}}],
  ])('takes %j', (values) => {
    expect(fits(values)).toBe(true)
  })

  test.each<[object]>([
    [{aip: 'v2'}],
    [{api: 'v3'}],
    [{concurrency: 0}],
    [{identities: [{id: 'ann'}]}],
    [{sources: {slack: {chanels: []}}}],
    [{profiles: {old: {bots: 'users'}}}],
  ])('refuses %j', (values) => {
    expect(fits(values)).toBe(false)
  })
})

describe('the page on configuration', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
  const examples = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml]) => yaml ?? '')

  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(1)
  })

  test.each(examples)('shows settings that there are: %#', async (yaml) => {
    const fs = {
      readFileSync: (path: string) => {
        if (path === '/p/.everportrc.yaml') return yaml
        throw Object.assign(new Error('there is nothing'), {code: 'ENOENT'})
      },
    }
    const rc = (await loadRc({from: '/p', stopAt: '/p', fs}))!
    expect(Object.keys(rc.values).length).toBeGreaterThan(0)
    expect(() => checkRc(rc, rcSchema({...RC_PARTS, sources}), [])).not.toThrow()
    expect(fits(rc.values)).toBe(true)
  })
})
