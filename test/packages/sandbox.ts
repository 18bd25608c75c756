import {mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type ProgramEnd, runProgram} from './run-program.js'

/** What the surroundings decide about npm; everything else of whoever runs the tests stays outside. */
const KEPT = /^npm_config_(registry|https?_proxy|proxy|noproxy|cafile|strict_ssl)$/i
const DROPPED = /^(npm_|EVERPORT_|EVEROS_|EVER_OS_|XDG_|VITEST|NODE_|TEST$|CI$)/i

/** A computer on which nothing is installed: an empty home, and an empty folder to work in. */
export interface Sandbox {
  home: string
  app: string
  /** Runs a program there. @throws Error unless it ends with `exit`, by default 0 */
  run(
    program: string,
    words: readonly string[],
    settings?: {exit?: number; env?: NodeJS.ProcessEnv},
  ): Promise<ProgramEnd>
  remove(): void
}

/** @param cache npm's store of packages: what is in it need not be downloaded again */
export function openSandbox(cache: string): Sandbox {
  const root = mkdtempSync(join(tmpdir(), 'everport-installed-'))
  const home = join(root, 'home')
  const app = join(root, 'app')
  for (const folder of [home, app]) mkdirSync(folder)
  const kept = Object.entries(process.env).filter(([name]) => KEPT.test(name) || !DROPPED.test(name))
  const clean = {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    NO_COLOR: '1',
    npm_config_cache: cache,
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  }
  return {
    home,
    app,
    run: (program, words, {env, exit} = {}) =>
      runProgram(program, words, {cwd: app, env: {...clean, ...env}, ...(exit !== undefined && {exit})}),
    remove: () => rmSync(root, {recursive: true, force: true}),
  }
}
