import {ImportOptions} from '@everport/core/config'
import {EverportError} from '@everport/core/errors'
import {givenOptions} from '@everport/plugin-kit/commands'

/**
 * Refuses words that mean nothing beside `--rejects`: a file of rejects says by itself where its messages go and how they are sent.
 * @throws EverportError `CONFIG_INVALID`
 */
export function checkRejectsLine(path: string | undefined, flags: Readonly<Record<string, unknown>>): void {
  if (path !== undefined) {
    throw new EverportError('CONFIG_INVALID', `Either an export or a file of rejects: ${path} is one too many.`)
  }
  const [name] = Object.keys(givenOptions(ImportOptions, flags, {}))
  if (name === undefined) return
  throw new EverportError('CONFIG_INVALID', `--${name} does not go with --rejects.`, {
    hints: ['The messages in the file are as they will be sent: change them there.'],
  })
}
