import type nodeFs from 'node:fs'
import {dirname, join, relative, resolve, sep} from 'node:path'

/** Where a dependency is taken from, by its name: a range of versions, or `file:` and a path. */
export type Dependencies = Readonly<Record<string, string>>

const KIT = '@everport/plugin-kit'

interface Lock {
  packages?: Record<string, {resolved?: string; dependencies?: Record<string, string>} | undefined>
}

/**
 * What the package.json of a plugin at `dir` says of the kit. It comes from where this program came from: a registry, or, before
 * a version is published, the tarballs that npm installed it from. Then the packages that the kit needs are named as well: a
 * registry would not have them.
 * @param modules the node_modules that holds this program
 * @param version of this program, and of all packages that are released with it
 */
export function kitDependencies(
  fs: Pick<typeof nodeFs, 'existsSync' | 'readFileSync'>,
  modules: string,
  version: string,
  dir: string,
): Dependencies {
  const packages = installedPackages(fs, modules)
  const found = new Map<string, string>()
  const wanted = [KIT]
  for (const name of wanted) {
    const {dependencies = {}, resolved = ''} = packages[`node_modules/${name}`] ?? {}
    const tarball = resolve(dirname(modules), resolved.replace(/^file:/, ''))
    if (found.has(name) || !resolved.startsWith('file:') || !fs.existsSync(tarball)) continue
    found.set(name, fileFrom(dir, tarball))
    wanted.push(...Object.keys(dependencies))
  }
  return found.has(KIT) ? Object.fromEntries(found) : {[KIT]: `^${version}`}
}

/** `file:` and the way from one place to another, as npm writes it. */
export function fileFrom(dir: string, to: string): string {
  return `file:${relative(dir, to).split(sep).join('/')}`
}

/** What npm notes of its work; of a global installation it notes nothing. */
function installedPackages(fs: Pick<typeof nodeFs, 'readFileSync'>, modules: string): NonNullable<Lock['packages']> {
  try {
    return (JSON.parse(fs.readFileSync(join(modules, '.package-lock.json'), 'utf8')) as Lock).packages ?? {}
  } catch {
    return {}
  }
}
