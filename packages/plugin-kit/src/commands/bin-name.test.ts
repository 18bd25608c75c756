import {expect, it, test} from 'vitest'
import {binName, withBinName} from './bin-name.js'

test.each([
  ['npm/10.8.2 node/v20.20.2 linux x64', 'everport'],
  ['pnpm/10.34.9 npm/? node/v20.20.2 linux x64', 'npx -y pnpm@10.34.9 everport'],
  [undefined, 'everport'],
])('under %s it is called %s', (agent, name) => {
  expect(binName('everport', {npm_config_user_agent: agent})).toBe(name)
})

it('is called by npx when that was typed', () => {
  const env = {npm_config_user_agent: 'npm/11.19.1 node/v20.20.2 linux x64', npm_command: 'exec'}
  expect(binName('everport', env)).toBe('npx everport')
})

test.each([
  ['everport status   lists the runs', 'npx -y pnpm@10.34.9 everport status   lists the runs'],
  [
    'To try everport without a key: everport rehearse PATH',
    'To try everport without a key: npx -y pnpm@10.34.9 everport rehearse PATH',
  ],
  ['npx -y pnpm@10.34.9 everport resume r1', 'npx -y pnpm@10.34.9 everport resume r1'],
  ['npx everport status', 'npx everport status'],
  ['update everport', 'update everport'],
])('%s', (text, typed) => {
  const commands = new Set(['status', 'rehearse', 'resume'])
  expect(withBinName(text, 'everport', 'npx -y pnpm@10.34.9 everport', commands)).toBe(typed)
  expect(withBinName(text, 'everport', 'everport', commands)).toBe(text)
})
