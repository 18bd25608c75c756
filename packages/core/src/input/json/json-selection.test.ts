import {describe, expect, it} from 'vitest'
import {wantedBy} from './json-selection.js'

describe('wantedBy', () => {
  it('follows keys, elements and any key', () => {
    const root = wantedBy([{path: 'chats.list[].name'}, {path: 'chats.*'}, {path: '[][]'}, {path: ''}])
    expect(root.selected).toEqual([3])
    expect(root.member('list')).toBeUndefined()
    expect(root.member('chats')?.selected).toEqual([])
    expect(root.member('chats')?.member('about')).toMatchObject({selected: [1], isOpen: false})
    expect(root.member('chats')?.member('list')).toMatchObject({selected: [1], isOpen: true})
    expect(root.member('chats')?.member('list')?.element?.member('name')).toMatchObject({selected: [0], isOpen: false})
    expect(root.element?.element).toMatchObject({selected: [2], isOpen: false})
    expect(root.element?.isOpen).toBe(true)
  })

  it('does not take what every object has for a key', () => {
    expect(wantedBy([{path: 'a'}]).member('constructor')).toBeUndefined()
    expect(wantedBy([{path: '__proto__'}]).member('__proto__')?.selected).toEqual([0])
  })

  it.each(['a..b', '.a', 'a.', 'a[', 'a[0]', 'a[]b', '[]a', 'a.[]', ']'])('rejects the path %j', (path) => {
    expect(() => wantedBy([{path}])).toThrow(new TypeError(`${JSON.stringify(path)} is not a JSON selection path`))
  })
})
