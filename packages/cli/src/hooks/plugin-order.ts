import {resolve} from 'node:path'
import {EverportError} from '@everport/core/errors'

/** What `plugins install` was told to install, as plugin-plugins takes it: a name of npm, or an address. */
export type PluginOrder = {type: 'npm'; name: string; tag: string} | {type: 'repo'; url: string}

const GITHUB = 'https://github.com/'
const TARBALL = /\.(tgz|tar\.gz)$/

/**
 * The order as it is meant.
 *
 * - A tarball is meant from here. plugin-plugins would look for `./x.tgz` at GitHub, and for `file:x.tgz` in its own folder.
 * - A short name that is no `@everport/plugin-…` would be taken as the package of that name, which is somebody else's: installing
 *   runs its code. So a package without a scope must be called like one of ours.
 * @throws EverportError `CONFIG_INVALID`
 */
export function settledOrder(
  order: PluginOrder,
  {bin, cwd, exists}: {bin: string; cwd: string; exists(path: string): boolean},
): PluginOrder {
  if (order.type === 'npm') {
    if (order.name.startsWith('@') || order.name.includes('everport')) return order
    throw new EverportError(
      'CONFIG_INVALID',
      `There is no @everport/plugin-${order.name} on npm, and the package ${order.name} is not called like a plugin of everport.`,
      {
        hints: [
          `${bin} plugins install everport-plugin-${order.name}   if it is called so: give the whole name of its package`,
          `${bin} plugins install ./x.tgz   installs any tarball: \`npm pack ${order.name}\` makes one, if you trust it`,
        ],
      },
    )
  }
  const {url} = order
  const path = url.startsWith('file:') && !url.startsWith('file://') ? url.slice('file:'.length) : afterGithub(url)
  if (path === undefined) return order
  const here = resolve(cwd, path)
  if (TARBALL.test(path)) {
    if (exists(here)) return {type: 'repo', url: `file:${here}`}
    throw new EverportError('CONFIG_INVALID', `There is no tarball at ${here}.`)
  }
  if (!/^\.{0,2}\//.test(path) && !exists(here)) return order
  throw new EverportError(
    'CONFIG_INVALID',
    `${path} is a folder here, and plugins are installed from npm or a tarball.`,
    {
      hints: [`${bin} plugins link ${path}   uses a plugin in the folder where it is built`],
    },
  )
}

/** What stood on the line, where plugin-plugins took it for `owner/repository`. */
function afterGithub(url: string): string | undefined {
  return url.startsWith(GITHUB) ? url.slice(GITHUB.length) : undefined
}
