import {expect, test} from 'vitest'
import {binName} from './bin-name.js'

test.each([
  ['npm/10.8.2 node/v20.20.2 linux x64', 'everport'],
  ['pnpm/10.34.9 npm/? node/v20.20.2 linux x64', 'npx -y pnpm@10.34.9 everport'],
  [undefined, 'everport'],
])('under %s it is called %s', (agent, name) => {
  expect(binName('everport', {npm_config_user_agent: agent})).toBe(name)
})
