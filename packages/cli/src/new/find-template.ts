import {existsSync, readFileSync} from 'node:fs'
import {relative, sep} from 'node:path'
import {fileURLToPath} from 'node:url'

export interface Template {
  path: string
  /** What the package.json of a plugin at `dir` says of `@everport/plugin-kit`. */
  kit(dir: string): string
}

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const PACKED = place('../../template')
const CHECKOUT = place('../../../../templates/source-plugin')
const CHECKOUT_KIT = place('../../../plugin-kit')

/** The template that came with this program, or in a checkout the template itself and the kit beside it. */
export function findTemplate(): Template {
  if (existsSync(PACKED)) {
    const {version} = JSON.parse(readFileSync(place('../../package.json'), 'utf8')) as {version: string}
    return {path: PACKED, kit: () => `^${version}`}
  }
  return {path: CHECKOUT, kit: (dir) => `file:${relative(dir, CHECKOUT_KIT).split(sep).join('/')}`}
}
