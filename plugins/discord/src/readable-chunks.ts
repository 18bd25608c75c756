import {type InputFile, isEverportError, type SourceContext} from '@everport/plugin-kit'

/** A file's bytes up to where they can be read. Damage ends the file with a notice instead of ending the import. */
export async function* readableChunks(file: InputFile, context: SourceContext): AsyncGenerator<Uint8Array> {
  try {
    yield* file.chunks()
  } catch (error) {
    if (!isEverportError(error)) throw error
    context.warn({
      code: 'unreadable-file',
      message: `${error.message} What stands before the damage is kept.`,
      place: error.place ?? {file: file.path},
    })
  }
}
