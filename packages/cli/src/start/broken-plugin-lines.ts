import type {CollectedWarning} from './collect-warnings.js'

/** oclif tells of a plugin that does not load in seven lines for each of its commands; this does in one. */
export function brokenPluginLines(warnings: readonly CollectedWarning[], missing: readonly string[]): string[] {
  const whys = new Map<string, string>()
  const nameless: string[] = []
  for (const warning of warnings) {
    const {plugin, why} = readWarning(warning)
    const text = `${warning.message}\n${warning.detail}`
    const name =
      missing.find((one) => text.includes(`${one}/`)) ?? (missing.length > 0 && isWhole(text) ? undefined : plugin)
    if (name === undefined) nameless.push(why)
    else if (!whys.has(name)) whys.set(name, why)
  }
  for (const name of missing) {
    if (!whys.has(name)) whys.set(name, nameless.shift() ?? 'it does not load')
  }
  return [...[...whys].map(([name, why]) => `Note: The plugin ${name} does not work: ${why}`), ...nameless]
}

/** True when a whole plugin failed: then oclif names this program instead of the plugin. */
function isWhole(text: string): boolean {
  return /^plugin: /m.test(text) && !/^task: /m.test(text)
}

function readWarning({detail, message, name}: CollectedWarning): {plugin: string | undefined; why: string} {
  const text = [name, message, detail].join('\n')
  const plugin = /^plugin: (.+)$/m.exec(text)?.[1]
  const why = /^message: (.+)$/m.exec(text)?.[1] ?? message.split('\n')[0] ?? ''
  return {plugin, why: plugin === undefined ? `${name}: ${why}` : why}
}
