import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Interfaces} from '@oclif/core'

type Config = Pick<Interfaces.Config, 'dataDir' | 'pjson' | 'plugins'>

/**
 * Names of plugins that should be there and are not: oclif drops a plugin whose module does not load, and gives the blame to
 * this program.
 */
export async function missingPlugins({dataDir, pjson, plugins}: Config): Promise<string[]> {
  const bundled = Object.keys(pjson.dependencies ?? {}).filter((name) =>
    pjson.oclif.plugins?.some((glob) => fits(name, glob)),
  )
  return [...bundled, ...(await installedNames(dataDir))].filter((name) => !plugins.has(name))
}

function fits(name: string, glob: string): boolean {
  const [start = '', end] = glob.split('*')
  return end === undefined ? name === glob : name.startsWith(start) && name.endsWith(end)
}

/** As plugin-plugins keeps them: `{oclif: {plugins: [{name, type}]}}`. */
async function installedNames(dataDir: string): Promise<string[]> {
  try {
    const {oclif} = JSON.parse(await readFile(join(dataDir, 'package.json'), 'utf8'))
    return (oclif?.plugins ?? []).map((plugin: {name: string} | string) =>
      typeof plugin === 'string' ? plugin : plugin.name,
    )
  } catch {
    // None were installed, or oclif has said what is wrong with the file.
    return []
  }
}
