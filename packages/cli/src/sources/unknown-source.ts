import {nearestWord} from '@everport/core/config'
import {EverportError} from '@everport/core/errors'

/** True for a word that was more likely meant as a source than as a path. */
export function looksLikeSource(word: string): boolean {
  return /^[a-z][a-z0-9-]*$/i.test(word)
}

/**
 * For `import slak x.zip`, which oclif takes for a path and one argument too many, and for `import slak`.
 * @param command the command that was typed, e.g. `everport import`
 */
export function unknownSource(
  word: string,
  path: string | undefined,
  ids: readonly string[],
  command: string,
): EverportError {
  const meant = nearestWord(word, ids)
  const rest = path ?? 'PATH'
  const message =
    path === undefined
      ? `There is nothing at ${word}, and no source of that name.`
      : `There is no source ${JSON.stringify(word)}.`
  // A word that is near no source was meant as a path.
  return new EverportError(path === undefined && meant === undefined ? 'INPUT_MISSING' : 'SOURCE_UNKNOWN', message, {
    hints: [
      ...(meant === undefined ? [] : [`did you mean: ${command} ${meant} ${rest}`]),
      `sources: ${ids.join(', ') || 'none'}; everport sources   tells more`,
    ],
  })
}
