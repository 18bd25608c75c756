import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {findJsonError} from './json-error.js'

const find = (text: string) => findJsonError(Buffer.from(text))

describe('findJsonError', () => {
  it.each<[string, number, string]>([
    ['', 0, 'the text ends too early'],
    ['  ', 2, 'the text ends too early'],
    ['{"a":1', 6, 'the text ends too early'],
    ['{"a":', 5, 'the text ends too early'],
    ['["abc', 5, 'the text ends too early'],
    ['["abc\\', 6, 'the text ends too early'],
    ['["\\u00', 6, 'the text ends too early'],
    ['[tru', 4, 'the text ends too early'],
    ['[-', 2, 'the text ends too early'],
    ['[1,]', 3, 'expected a value'],
    ['[,1]', 1, 'expected a value'],
    ['{"a":1,}', 7, 'expected a key in quotes'],
    ['{a:1}', 1, 'expected a key in quotes'],
    ['{"a" 1}', 5, 'expected ":"'],
    ['{"a":1 "b":2}', 7, 'expected "," or "}"'],
    ['[1 2]', 3, 'expected "," or "]"'],
    ['[1}', 2, 'expected "," or "]"'],
    ['[01]', 1, 'expected a value'],
    ['[NaN]', 1, 'expected a value'],
    ['{"a":undefined}', 5, 'expected a value'],
    ['[1] x', 4, 'something follows the end'],
    ['"a\nb"', 2, 'a line break or another control character stands in a string'],
    ['"é\\x"', 3, 'a backslash stands before something that it cannot escape'],
    ['"\\u12g4"', 1, 'a backslash stands before something that it cannot escape'],
  ])('finds in %j at byte %i: %s', (text, byte, problem) => {
    expect(find(text)).toEqual({byte, problem})
  })

  it('keeps to the part given', () => {
    expect(findJsonError(Buffer.from('[1,{"a":2},3]'), 3, 10)).toBeUndefined()
    expect(findJsonError(Buffer.from('[1,{"a":tru},3]'), 3, 12)).toEqual({byte: 8, problem: 'expected a value'})
  })

  it('finds something exactly when JSON.parse does', () => {
    const token = fc.constantFrom(
      ...'{}[],:"\\ \n\0',
      '"a"',
      '"a":',
      '1',
      '-0.5e+1',
      '01',
      '1.',
      'true',
      'nul',
      '\\u00e9',
      'é',
      '{"a":1}',
      '[[]]',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(token, {maxLength: 12}).map((tokens) => tokens.join('')),
          fc.json(),
        ),
        (text) => {
          let isJson = true
          try {
            JSON.parse(text)
          } catch {
            isJson = false
          }
          expect(find(text) === undefined).toBe(isJson)
        },
      ),
      {numRuns: 3000},
    )
  })

  it('finds every prefix of a document to end too early', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, cut) => {
        const bytes = Buffer.from(`[${text}]`)
        const part = bytes.subarray(0, cut % bytes.length)
        expect(findJsonError(part)).toEqual({byte: part.length, problem: 'the text ends too early'})
      }),
    )
  })
})
