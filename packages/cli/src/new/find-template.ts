import fs from 'node:fs'
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import {type Dependencies, fileFrom, kitDependencies} from './kit-dependencies.js'

export interface Template {
  path: string
  /** What the package.json of a plugin at `dir` says of `@everport/plugin-kit`. */
  kit(dir: string): Dependencies
}

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const PACKAGE = place('../..')
const PACKED = place('../../template')
const CHECKOUT = place('../../../../templates/source-plugin')
const CHECKOUT_KIT = place('../../../plugin-kit')

/** The template that came with this program, or in a checkout the template itself and the kit beside it. */
export function findTemplate(): Template {
  if (fs.existsSync(CHECKOUT))
    return {path: CHECKOUT, kit: (dir) => ({'@everport/plugin-kit': fileFrom(dir, CHECKOUT_KIT)})}
  const {version} = JSON.parse(fs.readFileSync(place('../../package.json'), 'utf8')) as {version: string}
  return {path: PACKED, kit: (dir) => kitDependencies(fs, dirname(PACKAGE), version, dir)}
}
