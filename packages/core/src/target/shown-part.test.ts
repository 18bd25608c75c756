import {describe, expect, it} from 'vitest'
import {shownPart} from './shown-part.js'

describe('shownPart', () => {
  it.each([
    ['1111', 'end'],
    ['0011', 'end'],
    ['0001', 'end'],
    ['1', 'end'],
    ['0000', 'none'],
    ['', 'none'],
    ['1100', 'part'],
    ['1011', 'part'],
    ['0100', 'part'],
  ])('of messages that wait as %s: %s', (shown, part) => {
    expect(shownPart(shown.length, (i) => shown[i] === '1')).toBe(part)
  })
})
