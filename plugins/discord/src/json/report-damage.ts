import type {JsonFault, SourceContext} from '@everport/plugin-kit'

export interface DamagedFile {
  file: string
  conversation: string
  /** Length of the path of a message: 2 for `messages[]`. */
  depth: number
}

/** A message that cannot be read is counted; a file that ends early is told about, and the message at which it ends is counted. */
export function reportDamage(
  {error, path, byte, message}: JsonFault,
  {file, conversation, depth}: DamagedFile,
  {skip, warn}: SourceContext,
): void {
  const place = {file, byte}
  if (path.length >= depth) {
    skip({reason: error === 'truncated' ? 'truncated' : 'unreadable', conversation, place})
  }
  if (error === 'truncated') {
    const sentence =
      'The file ends too early: the export was interrupted. All messages up to there are kept; export the channel again to get the rest.'
    warn({code: 'truncated', message: sentence, place})
  } else if (path.length < depth)
    warn({code: 'unreadable-value', message: `Here the file is not JSON: ${message}.`, place})
}
