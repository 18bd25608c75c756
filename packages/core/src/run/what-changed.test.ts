import {describe, expect, it} from 'vitest'
import {exportChanges, optionChanges} from './what-changed.js'

const file = (path: string, size = 1, mark = 'm') => ({path, size, mark})

describe('exportChanges', () => {
  it.each([
    [[file('a')], [file('a'), file('b')], ['1 file is new (b)']],
    [[file('a'), file('b'), file('c')], [file('c')], ['2 files are gone (the first: a)']],
    [[file('a', 2310)], [file('a', 1900)], ['1 file is of another size (a has 1,900 bytes, and had 2,310 bytes)']],
    [[file('a', 1, 'x')], [file('a', 1, 'y')], ['1 file is of the same size with another content (a)']],
    [[file('a')], [file('b')], ['1 file is new (b)', '1 file is gone (a)']],
    [[file('a')], [file('a')], ['its files have the same names and sizes, and another content']],
  ])('%j, now %j', (before, now, expected) => {
    expect(exportChanges(before, now)).toEqual(expected)
  })
})

describe('optionChanges', () => {
  it.each([
    [{bots: 'assistant'}, {bots: 'drop'}, ['bots is "drop", and was "assistant"']],
    [{}, {since: '2024-01-01'}, ['since is "2024-01-01", and was not set']],
    [{assistants: ['a']}, {assistants: []}, ['assistants is not set, and was ["a"]']],
    [{source: {channels: ['x']}}, {source: {channels: ['x', 'y']}}, ['channels is ["x","y"], and was ["x"]']],
    [{bots: 'user', source: {me: 'Ann'}}, {bots: 'user', source: {me: 'Ann'}}, []],
  ])('%j, now %j', (before, now, expected) => {
    expect(optionChanges(JSON.stringify(before), JSON.stringify(now))).toEqual(expected)
  })
})
