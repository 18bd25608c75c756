import {expect, it} from 'vitest'
import {suggestNames} from './plugin-names.js'
import {renameTemplate} from './rename-template.js'

const names = suggestNames('pigeon-post', {name: 'Pigeon Post'})
const rename = (text: string) => renameTemplate(text, names, {'@everport/plugin-kit': '^1.2.3'})

it.each([
  ["id: 'pigeon',", "id: 'pigeon-post',"],
  ["name: 'Pigeon',", "name: 'Pigeon Post',"],
  ['everport import pigeon ./loft.zip', 'everport import pigeon-post ./loft.zip'],
  ['everport plugins install @everport/template-source', 'everport plugins install everport-plugin-pigeon-post'],
  ['"@everport/plugin-kit": "workspace:^",', '"@everport/plugin-kit": "^1.2.3",'],
  ['{\n  "version": "0.1.0",\n  "private": true,\n  "x": 1\n}', '{\n  "version": "0.1.0",\n  "x": 1\n}'],
  ['nothing of interest', 'nothing of interest'],
])('%j becomes %j', (text, expected) => {
  expect(rename(text)).toBe(expected)
})

it('names every package that the kit is taken from', () => {
  const kit = {'@everport/plugin-kit': 'file:../kit.tgz', '@everport/core': 'file:../core.tgz'}
  expect(renameTemplate('    "@everport/plugin-kit": "workspace:^",\n', names, kit)).toBe(
    '    "@everport/plugin-kit": "file:../kit.tgz",\n    "@everport/core": "file:../core.tgz",\n',
  )
})

it('takes a name with a dollar sign as it is', () => {
  expect(renameTemplate('Pigeon', {...names, name: '$& $1'}, {})).toBe('$& $1')
})
