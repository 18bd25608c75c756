/** What Node puts on a warning, or oclif on an error that it turns into one. */
export interface CollectedWarning {
  name: string
  message: string
  detail?: string
}

/** Warnings of this process from now on, instead of Node's printing them. */
export function collectWarnings(): CollectedWarning[] {
  const warnings: CollectedWarning[] = []
  process.removeAllListeners('warning')
  process.on('warning', (warning) => void warnings.push(warning))
  return warnings
}
