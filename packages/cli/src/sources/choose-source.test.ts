import type {Detection} from '@everport/core/source'
import {describe, expect, it, test} from 'vitest'
import {type Claim, chooseSource} from './choose-source.js'

const claim = (id: string, confidence: Detection['confidence'], why = `${id} files`, refused = false): Claim => ({
  id,
  name: id.toUpperCase(),
  detection: {confidence, why, ...(refused ? {refused} : {})},
})
const choose = (...claims: Claim[]) =>
  chooseSource(claims, './export.zip', (id) => `everport import ${id} ./export.zip`)
const refusal = (...claims: Claim[]) => {
  try {
    return choose(...claims).id
  } catch (error) {
    return error as Error & {code: string; hints: string[]}
  }
}

describe('the source that fits', () => {
  test.each([
    ['the only certain one', [claim('a', 'certain'), claim('b', 'no')], 'a'],
    ['the only likely one', [claim('a', 'no'), claim('b', 'likely')], 'b'],
    ['a certain one before likely ones', [claim('a', 'likely'), claim('b', 'certain'), claim('c', 'likely')], 'b'],
    ['a likely one although another refuses', [claim('a', 'no', 'is text', true), claim('b', 'likely')], 'b'],
  ])('%s', (_, claims, id) => {
    expect(choose(...claims).id).toBe(id)
  })
})

describe('two that fit equally well', () => {
  it.each(['certain', 'likely'] as const)('%s: names the commands to type', (confidence) => {
    expect(refusal(claim('a', confidence), claim('b', confidence), claim('c', 'no'))).toMatchObject({
      code: 'INPUT_AMBIGUOUS',
      message: './export.zip could be A (a files) or B (b files).',
      hints: ['everport import a ./export.zip   reads it as A', 'everport import b ./export.zip   reads it as B'],
    })
  })
})

describe('none that fits', () => {
  it('says why those refuse whose it is', () => {
    expect(refusal(claim('a', 'no', 'a TXT export: ask for JSON', true), claim('b', 'no'))).toMatchObject({
      code: 'INPUT_UNRECOGNISED',
      message: './export.zip cannot be read. A: a TXT export: ask for JSON',
    })
  })

  it('says where the flags go that a refusal names', () => {
    expect(
      refusal(claim('a', 'no', 'not UTF-8: --encoding names it', true), claim('b', 'no', 'a TXT', true)),
    ).toMatchObject({
      hints: [expect.stringMatching(/ a .*is where such flags go$/)],
    })
  })

  it('tells which sources there are', () => {
    expect(refusal(claim('a', 'no'), claim('b', 'no'))).toMatchObject({
      code: 'INPUT_UNRECOGNISED',
      message: 'No source recognises ./export.zip.',
      hints: [
        'everport sources   lists the formats that can be read',
        'everport import SOURCE ./export.zip   reads it all the same as one of a, b',
      ],
    })
  })

  it('works without any source', () => {
    expect(refusal()).toMatchObject({code: 'INPUT_UNRECOGNISED'})
  })
})
