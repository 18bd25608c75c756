import {join} from 'node:path'
import {expect, test} from 'vitest'
import {projectFolder, stateFolder} from './project-folder.js'

test.each([
  ['a package', ['/home/me/app/package.json'], '/home/me/app/src', '/home/me/app'],
  ['the nearest of two', ['/home/me/app/package.json', '/home/me/.git'], '/home/me/app/src', '/home/me/app'],
  ['a repository', ['/home/me/.git'], '/home/me/app', '/home/me'],
  ['nothing', [], '/home/me/app', '/home/me/app'],
])('finds %s', (_, there, from, folder) => {
  expect(projectFolder(from, (path) => there.includes(path))).toBe(folder)
})

test('a given folder is taken from where the person stands', () => {
  expect(stateFolder('state', '/home/me')).toBe(join('/home/me', 'state'))
})
