import type {Interfaces} from '@oclif/core'
import {describe, expect, it} from 'vitest'
import {collectSources} from './collect-sources.js'
import {describeSource} from './describe-source.js'
import {chatSource} from './installed-source.test.fixture.js'

type Answer = {result: unknown} | {error: Error} | 'silent'

/** A configuration whose plugins answer the hook like this. */
function config(answers: Record<string, Answer>): Parameters<typeof collectSources>[0] {
  const plugins = Object.entries(answers).map(([name, answer]) => ({
    answer,
    plugin: {name, version: '1.2.3', type: 'user', hooks: {'everport:source': [{}]}} as unknown as Interfaces.Plugin,
  }))
  return {
    plugins: new Map(plugins.map(({plugin}) => [plugin.name, plugin])),
    runHook: async () => ({
      successes: plugins.flatMap(({answer, plugin}) =>
        typeof answer === 'object' && 'result' in answer ? [{plugin, result: answer.result}] : [],
      ),
      failures: plugins.flatMap(({answer, plugin}) =>
        typeof answer === 'object' && 'error' in answer ? [{plugin, error: answer.error}] : [],
      ),
    }),
  } as unknown as Parameters<typeof collectSources>[0]
}

it('lists sources by id, with the plugin that brought each', async () => {
  const {broken, installed} = await collectSources(
    config({'plugin-b': {result: chatSource('b')}, 'plugin-a': {result: chatSource('a')}}),
  )
  expect(installed.map(({plugin, source}) => [source.id, plugin.name, plugin.version])).toEqual([
    ['a', 'plugin-a', '1.2.3'],
    ['b', 'plugin-b', '1.2.3'],
  ])
  expect(broken).toEqual([])
})

describe('a broken plugin is named and harms nobody', () => {
  it.each<[string, Answer, string]>([
    ['that throws', {error: new Error('Cannot find module x\nRequire stack: …')}, 'Cannot find module x'],
    ['that gives something else', {result: {id: 'x'}}, 'its everport:source hook gave no source'],
    ['that gives nothing', {result: undefined}, 'its everport:source hook gave no source'],
    ['whose module lacks the hook', 'silent', 'it does not export the hook that its package.json names'],
  ])('%s', async (_, answer, why) => {
    const {broken, installed} = await collectSources(config({good: {result: chatSource('a')}, bad: answer}))
    expect(installed.map(({source}) => source.id)).toEqual(['a'])
    expect(broken).toMatchObject([{plugin: {name: 'bad'}, why}])
  })
})

it('refuses a source of another contract, naming the plugin', async () => {
  await expect(collectSources(config({old: {result: chatSource('a', {contract: 99})}}))).rejects.toMatchObject({
    code: 'SOURCE_CONTRACT',
    message: 'The plugin old 1.2.3 speaks version 99 of the source contract; this everport speaks 1.',
  })
})

it('refuses two sources of one id, naming both plugins', async () => {
  await expect(
    collectSources(config({one: {result: chatSource('a')}, two: {result: chatSource('a')}})),
  ).rejects.toMatchObject({
    code: 'SOURCE_CONFLICT',
    message: 'The plugins one and two both bring a source "a".',
  })
})

it('calls a source that is gone by its id', async () => {
  const {installed} = await collectSources(config({one: {result: chatSource('a')}}))
  expect([describeSource('a', installed).name, describeSource('gone', installed).name]).toEqual(['A', 'gone'])
})
