import {type InputFile, isEverportError, type SourceContext} from '@everport/plugin-kit'
import {untilAborted} from './until-aborted.js'

/**
 * A file's bytes up to where they can be read. Damage ends the file with a notice instead of ending the import.
 * @throws the signal's reason once it has aborted
 */
export async function* readableChunks(file: InputFile, context: SourceContext): AsyncGenerator<Uint8Array> {
  try {
    yield* untilAborted(file.chunks(), context.signal)
  } catch (error) {
    if (context.signal.aborted || !isEverportError(error)) throw error
    context.warn({
      code: 'unreadable-file',
      message: `${error.message} What stands before the damage is kept.`,
      place: error.place ?? {file: file.path},
    })
  }
}
