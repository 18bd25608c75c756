import {Readable} from 'node:stream'
import {describe, expect, it, test} from 'vitest'
import {readApiKey, refuseKeyOnCommandLine} from './api-key.js'

const piped = (text: string, isTTY = false) => Object.assign(Readable.from([Buffer.from(text)]), {isTTY})

describe('the key', () => {
  it.each([
    ['from the environment', false, {EVEROS_API_KEY: ' abc \n'}, '', 'abc'],
    ['absent', false, {}, '', undefined],
    ['empty in the environment', false, {EVEROS_API_KEY: ''}, '', undefined],
    ['from standard input, over the environment', true, {EVEROS_API_KEY: 'abc'}, 'xyz\n', 'xyz'],
  ])('%s', async (_, fromStdin, env, text, key) => {
    expect(await readApiKey(fromStdin, env, piped(text))).toBe(key)
  })

  it.each([
    ['is empty', piped('\n')],
    ['is the keyboard', piped('abc', true)],
    ['is far too long', piped('x'.repeat(20_000))],
  ])('is missing when standard input %s', async (_, stdin) => {
    await expect(readApiKey(true, {}, stdin)).rejects.toMatchObject({code: 'TARGET_KEY_MISSING'})
  })
})

test.each([['--key-stdin'], ['--token-kind=x'], ['./api-key'], ['--', '--api-key']])('%s is no key', (...argv) => {
  expect(() => refuseKeyOnCommandLine(argv, {})).not.toThrow()
})

it('lets a source have a flag of such a name', () => {
  expect(() => refuseKeyOnCommandLine(['--key', 'id'], {key: {}})).not.toThrow()
})
