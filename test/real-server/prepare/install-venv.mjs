import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {runQuietly} from './run-quietly.mjs'
import {Unavailable} from './unavailable.mjs'

const INSTALL_LIMIT = Number(process.env.EVERPORT_REAL_INSTALL_LIMIT || 420)

/**
 * A virtual environment that holds one pinned package, made once. Each package has its own: two of them are called `everos` (facts: the
 * naming trap). `version` may be `latest`, which is installed anew each time.
 */
export async function installVenv({cache, python, name, version}) {
  const folder = join(cache, `${name}-${version}-py${python.version}`)
  const bin = join(folder, 'bin')
  const done = join(folder, 'installed')
  if (existsSync(done) && version !== 'latest') return bin
  rmSync(folder, {recursive: true, force: true})
  mkdirSync(cache, {recursive: true})
  const made = await runQuietly(python.path, ['-m', 'venv', folder], {seconds: 120})
  if (made.code !== 0) throw new Unavailable(`${python.path} makes no virtual environments: ${lastLine(made.output)}`)
  const wanted = version === 'latest' ? name : `${name}==${version}`
  const {code, output} = await runQuietly(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', wanted], {
    env: {PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_RETRIES: process.env.PIP_RETRIES || '1', PIP_NO_INPUT: '1'},
    seconds: INSTALL_LIMIT,
  })
  if (code !== 0) {
    rmSync(folder, {recursive: true, force: true})
    // An index that lists versions is there: then the pin is at fault, and that must not look like an absent index.
    if (/from versions: (?!none)/.test(output)) throw new Error(`PyPI has no ${wanted}: ${lastLine(output)}`)
    throw new Unavailable(`${wanted} cannot be installed from PyPI: ${lastLine(output)}`)
  }
  writeFileSync(done, `${wanted}\n`)
  return bin
}

function lastLine(output) {
  const errors = output.split('\n').filter((line) => /^(ERROR|error)/.test(line))
  return (errors.at(-1) ?? output.trim().split('\n').at(-1) ?? '').slice(0, 300)
}
