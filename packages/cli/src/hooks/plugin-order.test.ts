import {describe, expect, it} from 'vitest'
import {type PluginOrder, settledOrder} from './plugin-order.js'

const there = new Set(['/home/x.tgz', '/home/dir/x.tgz', '/tmp/x.tar.gz', '/home/my-chat', '/home/a/b'])
const settle = (order: PluginOrder) =>
  settledOrder(order, {bin: 'everport', cwd: '/home', exists: (path) => there.has(path)})
const npm = (name: string): PluginOrder => ({type: 'npm', name, tag: 'latest'})
const repo = (url: string): PluginOrder => ({type: 'repo', url})

describe('what is to be installed', () => {
  it.each([
    npm('@everport/plugin-slack'),
    npm('@me/chat'),
    npm('everport-plugin-chat'),
    repo('https://github.com/me/chat'),
    repo('https://example.org/chat.git'),
    repo('https://example.org/chat.tgz'),
    repo('file:///tmp/x.tgz'),
  ])('stays %j', (order) => {
    expect(settle(order)).toEqual(order)
  })

  it.each([
    ['https://github.com/./x.tgz', 'file:/home/x.tgz'],
    ['https://github.com/dir/x.tgz', 'file:/home/dir/x.tgz'],
    ['https://github.com//tmp/x.tar.gz', 'file:/tmp/x.tar.gz'],
    ['file:x.tgz', 'file:/home/x.tgz'],
    ['file:/home/x.tgz', 'file:/home/x.tgz'],
  ])('a tarball is taken from here: %s', (url, found) => {
    expect(settle(repo(url))).toEqual(repo(found))
  })

  it.each<[PluginOrder, string]>([
    [
      npm('chat'),
      'There is no @everport/plugin-chat on npm, and the package chat is not called like a plugin of everport.',
    ],
    [repo('https://github.com/./y.tgz'), 'There is no tarball at /home/y.tgz.'],
    [repo('https://github.com/./my-chat'), './my-chat is a folder here'],
    [repo('https://github.com/a/b'), 'a/b is a folder here'],
  ])('%j is refused', (order, problem) => {
    expect(() => settle(order)).toThrow(problem)
  })
})
