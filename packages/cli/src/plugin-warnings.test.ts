import {expect, test} from 'vitest'
import {warningLine} from './plugin-warnings.js'

test.each([
  [
    'a command that does not load',
    {
      name: 'Warning',
      message: 'SyntaxError',
      detail:
        'module: @oclif/core@4.14.0\ntask: findCommand (import:chat)\nplugin: everport-chat\nroot: /x\nmessage: Unexpected token\nSee more details with DEBUG=*',
    },
    'Note: The plugin everport-chat does not work: Unexpected token',
  ],
  [
    'a plugin that does not load',
    {
      name: 'TypeError Plugin: everport-chat',
      message: 'x is not a function\nmodule: @oclif/core@4.14.0\nplugin: everport-chat',
    },
    'Note: The plugin everport-chat does not work: x is not a function',
  ],
  ['another warning', {name: 'DeprecationWarning', message: 'old'}, 'DeprecationWarning: old'],
])('%s', (_, warning, line) => {
  expect(warningLine(warning)).toBe(line)
})
