/** What Node puts on a warning, or oclif on an error that it turns into one. */
interface PluginWarning {
  name: string
  message: string
  detail?: string
}

/** oclif tells of a plugin that does not load in seven lines for each of its commands; this does in one. */
export function showPluginWarnings(write: (line: string) => void): void {
  const told = new Set<string>()
  // Node's own listener prints all.
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    const line = warningLine(warning)
    if (told.has(line)) return
    told.add(line)
    write(line)
  })
}

/** One line for a warning. */
export function warningLine({detail, message, name}: PluginWarning): string {
  const text = [name, message, detail].join('\n')
  const plugin = /^plugin: (.+)$/m.exec(text)?.[1] ?? /Plugin: ([^\s:]+)/.exec(text)?.[1]
  if (plugin === undefined) return `${name}: ${message}`
  const why = /^message: (.+)$/m.exec(text)?.[1] ?? message.split('\n')[0]
  return `Note: The plugin ${plugin} does not work: ${why}`
}
