import {execFile} from 'node:child_process'
import {existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'

const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url))
const READY = existsSync(new URL('../../dist/commands/complete.js', import.meta.url)) && existsSync('/bin/bash')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'everport-complete-'))
  symlinkSync(BIN, join(folder, 'everport'))
  writeFileSync(join(folder, '.everportrc.yaml'), 'profiles: {team: {}, archive: {}}\n')
  writeFileSync(join(folder, 'slack export.zip'), '')
})
afterAll(() => rmSync(folder, {recursive: true}))

/** What bash offers for the last of some words. */
function offered(...words: string[]): Promise<string[]> {
  const script = `
    eval "$(everport autocomplete bash)"
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
    _everport_complete
    printf '%s\\n' "\${COMPREPLY[@]}"`
  const {NODE_ENV: _, ...env} = process.env
  const path = `${folder}${delimiter}${env.PATH}`
  const own = {PATH: path, EVERPORT_DATA_DIR: join(folder, 'data'), EVERPORT_CACHE_DIR: join(folder, 'cache')}
  return new Promise((resolve, reject) =>
    execFile('/bin/bash', ['-c', script, 'bash', ...words], {cwd: folder, env: {...env, ...own}}, (error, stdout) =>
      error ? reject(error) : resolve(stdout.trim().split('\n')),
    ),
  )
}

describe.skipIf(!READY)(`completion in bash${READY ? '' : ' (SKIPPED: it is not built, or there is no bash)'}`, () => {
  it.each<[string[], string[]]>([
    [['everport', 'insp'], ['inspect']],
    [
      ['everport', 'import', 's'],
      ['slack', 'slack export.zip'],
    ],
    [['everport', 'import', 'slack', 'x.zip', '--chan'], ['--channels']],
    [
      ['everport', 'import', '--profile', ''],
      ['archive', 'team'],
    ],
    [
      ['everport', 'import', '--api', '=', 'v'],
      ['v1', 'v2'],
    ],
  ])('of %j offers %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected)
  })
})
