import {CODES, EverportError, EXIT} from '@everport/core/errors'
import {describe, expect, it, test} from 'vitest'
import {PLAIN} from '../text/paint.js'
import {errorText} from './error-text.js'
import {explainError} from './explain-error.js'

describe('exit codes', () => {
  test.each(Object.entries(CODES))('%s', (code, {exit}) => {
    const error = new EverportError(code as keyof typeof CODES, 'x')
    expect(explainError(error)).toMatchObject({code, exit: EXIT[exit].code})
  })

  it('knows our errors from another copy of core', () => {
    class EverportError extends Error {
      override name = 'EverportError'
      code = 'INPUT_MISSING'
      hints = ['look elsewhere']
      place = undefined
    }
    expect(explainError(new EverportError('gone'))).toEqual({
      code: 'INPUT_MISSING',
      message: 'gone',
      hints: ['look elsewhere'],
      exit: 3,
    })
  })

  it('takes a stop that was asked for as one', () => {
    expect(explainError(AbortSignal.abort().reason)).toMatchObject({code: 'INTERRUPTED', exit: 130})
  })

  it('honours the exit code of what oclif finds in the command line', () => {
    const error = Object.assign(new Error('Nonexistent flag: --nope\nSee more help with --help'), {oclif: {exit: 2}})
    expect(explainError(error)).toMatchObject({code: 'CONFIG_INVALID', message: 'Nonexistent flag: --nope', exit: 2})
  })

  test.each([[new TypeError('x is not a function')], ['thrown text'], [undefined]])('%s is a bug', (error) => {
    expect(explainError(error)).toMatchObject({code: 'UNEXPECTED', exit: 1})
  })
})

it('writes what happened, where, and what to do next', () => {
  const error = new EverportError('INPUT_UNREADABLE', 'the file ends in the middle of a record', {
    place: {file: 'general/2016-01-02.json', line: 4},
    hints: ['export it again'],
  })
  expect(errorText(explainError(error), PLAIN).split('\n')).toEqual([
    'Error: the file ends in the middle of a record',
    '  in general/2016-01-02.json, line 4',
    '  → export it again',
  ])
})
