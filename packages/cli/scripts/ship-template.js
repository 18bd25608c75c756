// Puts the template of `everport new` into the package, for `prepack`; `postpack` takes it away, since in a checkout the
// template itself is used.
import {cpSync, renameSync, rmSync} from 'node:fs'
import {basename, join} from 'node:path'
import {fileURLToPath} from 'node:url'

const from = fileURLToPath(new URL('../../../templates/source-plugin', import.meta.url))
const to = fileURLToPath(new URL('../template', import.meta.url))
const BUILT = ['node_modules', 'dist', 'oclif.manifest.json']

rmSync(to, {recursive: true, force: true})
cpSync(from, to, {recursive: true, filter: (path) => !BUILT.includes(basename(path))})
// Within a package it would be taken for a package of its own.
renameSync(join(to, 'package.json'), join(to, '_package.json'))
