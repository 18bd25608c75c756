import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {emojiNamesModule} from '../scripts/write-emoji-names.mjs'
import {emojiOf, emojiOfCode} from '../src/text/emoji.js'

describe('emoji', () => {
  test('names are those of the data package', () => {
    const written = readFileSync(new URL('../src/text/emoji-names.ts', import.meta.url), 'utf8')
    expect(written === emojiNamesModule(), 'run node scripts/write-emoji-names.mjs').toBe(true)
  })

  test.each([
    ['wave', undefined, '👋'],
    ['thumbsup', undefined, '👍'],
    ['slightly_smiling_face', undefined, '🙂'],
    ['flag-gb', undefined, '🇬🇧'],
    ['white_check_mark', undefined, '✅'],
    ['heart', undefined, '❤️'],
    ['airplane', undefined, '✈️'],
    ['keycap_star', undefined, '*️⃣'],
    ['male-technologist', undefined, '👨‍💻'],
    ['wave', '2', '👋🏻'],
    ['wave', '6', '👋🏿'],
    ['point_up', '4', '☝🏽'],
    ['woman-shrugging', '3', '🤷🏼‍♀️'],
    ['male-technologist', '5', '👨🏾‍💻'],
    ['tada', '3', '🎉'],
    ['man-woman-boy', '3', '👨‍👩‍👦'],
    ['couplekiss', '3', '💏🏼'],
    ['wave', '9', '👋'],
    ['larkfield', undefined, undefined],
    ['constructor', undefined, undefined],
  ])(':%s: in tone %s', (name, tone, expected) => {
    expect(emojiOf(name, tone)).toBe(expected)
  })

  test.each([
    ['1f44b', '👋'],
    ['1f1e9-1f1ea', '🇩🇪'],
    ['zzz', undefined],
    ['110000', undefined],
    ['-1', undefined],
  ])('code %s', (code, expected) => {
    expect(emojiOfCode(code)).toBe(expected)
  })
})
