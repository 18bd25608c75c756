import {Volume} from 'memfs'
import {expect, it} from 'vitest'
import {kitDependencies} from './kit-dependencies.js'

const entry = (resolved: string, ...needs: string[]) => ({
  resolved,
  dependencies: Object.fromEntries(needs.map((name) => [name, '^1.0.0'])),
})
const LOCK = {
  packages: {
    'node_modules/@everport/plugin-kit': entry('file:../packs/kit.tgz', '@everport/core', 'zod'),
    'node_modules/@everport/core': entry('file:../packs/core.tgz', '@everport/plugin-kit'),
    'node_modules/zod': entry('https://registry.example/zod.tgz'),
  },
}

function ask(files: Record<string, string>, dir = '/home/app/my-chat') {
  const fs = Volume.fromJSON(files) as unknown as Parameters<typeof kitDependencies>[0]
  return kitDependencies(fs, '/home/app/node_modules', '1.2.3', dir)
}

it('is a version where this program came from a registry', () => {
  const packages = {'node_modules/@everport/plugin-kit': entry('https://registry.example/kit.tgz')}
  expect(ask({'/home/app/node_modules/.package-lock.json': JSON.stringify({packages})})).toEqual({
    '@everport/plugin-kit': '^1.2.3',
  })
})

it('is the tarballs that this program was installed from', () => {
  const files = {
    '/home/app/node_modules/.package-lock.json': JSON.stringify(LOCK),
    '/home/packs/kit.tgz': '',
    '/home/packs/core.tgz': '',
  }
  expect(ask(files)).toEqual({
    '@everport/plugin-kit': 'file:../../packs/kit.tgz',
    '@everport/core': 'file:../../packs/core.tgz',
  })
})

it('is a version when the tarballs are gone, or npm noted nothing that can be read', () => {
  for (const files of [{}, {'/home/app/node_modules/.package-lock.json': '{'}])
    expect(ask(files)).toEqual({'@everport/plugin-kit': '^1.2.3'})
  expect(ask({'/home/app/node_modules/.package-lock.json': JSON.stringify(LOCK)})).toEqual({
    '@everport/plugin-kit': '^1.2.3',
  })
})
