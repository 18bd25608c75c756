import {describe, expect, it} from 'vitest'
import {brokenPluginLines} from './broken-plugin-lines.js'

/** As oclif words them. */
const commandFailed = (plugin: string, why: string) => ({
  name: 'Warning',
  message: 'SyntaxError',
  detail: `module: @oclif/core@4.14.0\ntask: findCommand (import:chat)\nplugin: ${plugin}\nroot: /x\nmessage: ${why}\nSee more details with DEBUG=*`,
})
const pluginFailed = (why: string) => ({
  name: 'SyntaxError Plugin: everport',
  message: why,
  detail: 'module: @oclif/core@4.14.0\nplugin: everport\nroot: /x/packages/cli\nSee more details with DEBUG=*',
})

describe('a plugin that does not work gets one line', () => {
  it('when some of its commands do not load', () => {
    expect(
      brokenPluginLines([commandFailed('everport-chat', 'bad'), commandFailed('everport-chat', 'bad')], []),
    ).toEqual(['Note: The plugin everport-chat does not work: bad'])
  })

  it('when it does not load at all and the message tells which it was', () => {
    const warnings = [
      pluginFailed('Cannot find module /x/node_modules/everport-b/dist/index.js'),
      pluginFailed('unexpected token'),
    ]
    expect(brokenPluginLines(warnings, ['everport-a', 'everport-b'])).toEqual([
      'Note: The plugin everport-b does not work: Cannot find module /x/node_modules/everport-b/dist/index.js',
      'Note: The plugin everport-a does not work: unexpected token',
    ])
  })

  it('when nothing was said about it', () => {
    expect(brokenPluginLines([], ['everport-a'])).toEqual([
      'Note: The plugin everport-a does not work: it does not load',
    ])
  })
})

it('keeps other warnings', () => {
  expect(brokenPluginLines([{name: 'DeprecationWarning', message: 'old'}], [])).toEqual(['DeprecationWarning: old'])
})

it('is silent when all is well', () => {
  expect(brokenPluginLines([], [])).toEqual([])
})
