import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {EverportError} from '@everport/core/errors'
import {PLAIN} from '@everport/plugin-kit/text'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {chatSource} from '../sources/installed-source.test.fixture.js'
import {checked, sound, unsound} from './check.js'
import {checkNode} from './check-node.js'
import {checkPlugins} from './check-plugins.js'
import {checkState} from './check-state.js'
import {doctorText} from './doctor-text.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'everport-doctor-'))
})
afterAll(() => rmSync(folder, {recursive: true}))

it.each([
  ['20.12.0', true],
  ['20.20.2', true],
  ['24.0.0', true],
  ['20.11.1', false],
  ['18.20.0', false],
])('Node %s is fine: %s', (version, ok) => {
  expect(checkNode(version).ok).toBe(ok)
})

describe('the state folder', () => {
  it('need not be there', async () => {
    expect(await checkState(join(folder, 'a/b/.everport'))).toMatchObject({ok: true})
  })

  it('may be there', async () => {
    mkdirSync(join(folder, 'there'))
    expect(await checkState(join(folder, 'there'))).toMatchObject({found: `${folder}/there with 0 runs`, ok: true})
  })

  it('is no file', async () => {
    writeFileSync(join(folder, 'file'), '')
    expect(await checkState(join(folder, 'file'))).toMatchObject({ok: false, found: `${folder}/file is not a folder`})
  })

  it.skipIf(process.getuid?.() === 0)('must be ours to write (SKIPPED for root, who may write anywhere)', async () => {
    mkdirSync(join(folder, 'theirs'))
    chmodSync(join(folder, 'theirs'), 0o500)
    expect(await checkState(join(folder, 'theirs/.everport'))).toMatchObject({ok: false})
  })
})

describe('plugins', () => {
  const plugin = {name: 'everport-plugin-chat', version: '1.0.0', type: 'user'}
  const installed = [{source: chatSource('chat'), plugin}]

  it('are sound', () => {
    expect(checkPlugins({installed, broken: []}, [])).toEqual(sound('plugins', '1 source: chat'))
  })

  it('are named when they are not', () => {
    const broken = [{plugin: {...plugin, name: 'everport-plugin-bad'}, why: 'boom'}]
    expect(checkPlugins({installed, broken}, ['everport-plugin-gone'])).toMatchObject({
      ok: false,
      found:
        '1 source: chat\neverport-plugin-bad does not work: boom\neverport-plugin-gone does not work: it does not load',
    })
  })
})

it('what is thrown is found, and ends the process as it would have ended an import', async () => {
  const check = await checked('server', async () => {
    throw new EverportError('TARGET_UNREACHABLE', 'Nobody answers.', {hints: ['everport resume   goes on', 'Look.']})
  })
  expect(check).toEqual(unsound('server', 'Nobody answers.', ['Look.'], 'target'))
})

it('is told line by line, with what to do', () => {
  const text = doctorText([sound('node', '20'), unsound('plugins', 'a\nb', ['do this'])], PLAIN)
  expect(text.split('\n')).toEqual([
    '  ✓ node    20',
    '  ✗ plugins a',
    '            b',
    '            → do this',
    '',
    '1 of 2 need something done.',
  ])
})
