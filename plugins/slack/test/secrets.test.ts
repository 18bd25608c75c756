import {describe, expect, test} from 'vitest'
import {fileAddress, withoutTokens} from '../src/message/secrets.js'

describe('withoutTokens', () => {
  test.each([
    ['no token at all? yes?', 'no token at all? yes?'],
    ['what is a xoxb token?', 'what is a xoxb token?'],
    ['https://x.y/a?t=xoxe-1 and b?', 'https://x.y/a and b?'],
    ['https://x.y/a?t=xoxe-1&b=2', 'https://x.y/a?b=2'],
    ['https://x.y/a?b=2&t=xoxe-1&c=3', 'https://x.y/a?b=2&c=3'],
    ['https://x.y/a?b=2&amp;token=xoxp-1', 'https://x.y/a?b=2'],
    ['see xoxe-123-abc.', 'see [token removed]'],
    ['xoxe.xoxp-1-abc', '[token removed]'],
  ])('%s', (text, expected) => {
    expect(withoutTokens(text)).toBe(expected)
  })
})

describe('fileAddress', () => {
  test.each([
    ['https://files.slack.com/a?t=xoxe-1', 'https://files.slack.com/a'],
    ['https://files.slack.com/a?pub_secret=abc', 'https://files.slack.com/a'],
    ['https://files.slack.com/a#xoxe-1', 'https://files.slack.com/a'],
    ['?t=xoxe-1', undefined],
    [undefined, undefined],
    [7, undefined],
  ])('%j', (value, expected) => {
    expect(fileAddress(value)).toBe(expected)
  })
})
