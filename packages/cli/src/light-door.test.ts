import {execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, it} from 'vitest'

const DIST = new URL('../dist/', import.meta.url)
const BUILT = existsSync(new URL('commands/config/show.js', DIST))

it.skipIf(!BUILT)(
  `no command loads the reader of configurations before it runs${BUILT ? '' : ' (SKIPPED: it is not built)'}`,
  () => {
    const commands = ['config/show', 'config/init', 'config/schema', 'import/index', 'people'].map(
      (name) => new URL(`commands/${name}.js`, DIST).href,
    )
    const script = `
    import {createRequire} from 'node:module'
    for (const url of ${JSON.stringify(commands)}) await import(url)
    const loaded = Object.keys(createRequire(import.meta.url).cache)
    process.stdout.write(JSON.stringify({
      oclif: loaded.some((path) => path.includes('oclif')),
      cosmiconfig: loaded.some((path) => path.includes('cosmiconfig')),
    }))`
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: fileURLToPath(DIST),
      encoding: 'utf8',
    })
    expect(JSON.parse(out)).toEqual({oclif: true, cosmiconfig: false})
  },
)
