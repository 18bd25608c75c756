import {setImmediate} from 'node:timers/promises'
import {Config, execute, settings} from '@oclif/core'
import {brokenPluginLines} from './broken-plugin-lines.js'
import {collectWarnings} from './collect-warnings.js'
import {missingPlugins} from './missing-plugins.js'

/**
 * Runs the command line.
 * @param dir folder of the package of this program
 */
export async function start(dir: string): Promise<void> {
  // Always what was built: a NODE_ENV of the user's, or a linked plugin, would make oclif look for TypeScript sources.
  settings.enableAutoTranspile = false
  const warnings = collectWarnings()
  const config = await Config.load(dir)
  // Warnings are told of in a later tick.
  await setImmediate()
  for (const line of brokenPluginLines(warnings, await missingPlugins(config))) process.stderr.write(`${line}\n`)
  await execute({dir, loadOptions: config})
}
