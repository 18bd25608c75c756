import {describe, expect, it} from 'vitest'
import {memoryTree} from './memory-tree.js'
import {readJson} from './read-json.js'

const read = async (content: string | Uint8Array, options?: {limit?: number}) =>
  readJson((await memoryTree({'a/users.json': content}).file('a/users.json'))!, options)

describe('readJson', () => {
  it('reads a value, with a byte order mark and invalid UTF-8 too', async () => {
    expect(await read('[1]')).toEqual([1])
    expect(await read('\ufeff{"a":"é"}')).toEqual({a: 'é'})
    expect(await read(Buffer.from([0x22, 0xff, 0x22]))).toBe('\ufffd')
  })

  it.each<[string, string | Uint8Array, number, string]>([
    ['a file of zero bytes', '', 0, 'a/users.json is empty (0 bytes)'],
    ['a truncated file', '[{"id":1},', 10, 'a/users.json is cut off after 10 bytes'],
    ['a file of spaces', '  ', 2, 'a/users.json is cut off after 2 bytes'],
    ['a fault', '[1,é]', 3, 'a/users.json is not valid JSON: at byte 3, expected a value'],
    [
      'a fault behind a byte order mark',
      '\ufeff["é" 1]',
      9,
      'a/users.json is not valid JSON: at byte 9, expected "," or "]"',
    ],
    ['UTF-16', Buffer.from('\ufeff[1]', 'utf16le'), 0, 'a/users.json is UTF-16 text, not UTF-8: save it as UTF-8'],
  ])('says where %s is at fault', async (_name, content, byte, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message,
      place: {file: 'a/users.json', byte},
    })
  })

  it('refuses a file above the limit', async () => {
    await expect(read('[1,2]', {limit: 4})).rejects.toMatchObject({code: 'INPUT_TOO_LARGE'})
  })
})
