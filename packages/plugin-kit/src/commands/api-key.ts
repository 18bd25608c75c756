import {EverportError} from '@everport/core/errors'

const LIMIT = 16 * 1024

/**
 * The API key from EVEROS_API_KEY, or from standard input when asked for; undefined when there is none.
 * @throws EverportError `TARGET_KEY_MISSING` when standard input was to hold it and does not
 */
export async function readApiKey(
  fromStdin: boolean,
  env: Readonly<Record<string, string | undefined>>,
  stdin: AsyncIterable<Uint8Array | string> & {isTTY?: boolean},
): Promise<string | undefined> {
  if (!fromStdin) return env.EVEROS_API_KEY?.trim() || undefined
  // A typed key would stay visible on the screen.
  if (stdin.isTTY) throw missing('--key-stdin reads a key that is piped in, and standard input is the keyboard.')
  let text = ''
  for await (const chunk of stdin) {
    text += String(chunk)
    if (text.length > LIMIT) throw missing('What is piped into --key-stdin is too long to be a key.')
  }
  if (text.trim() === '') throw missing('Nothing was piped into --key-stdin.')
  return text.trim()
}

function missing(message: string): EverportError {
  return new EverportError('TARGET_KEY_MISSING', message, {
    hints: ['for example: everport import PATH --key-stdin < key.txt'],
  })
}

/** `--api-key`, `--token=…` and the like. */
const KEY_FLAG = /^--?(?:everos-)?(?:api-?)?(?:key|token|secret)(?:=.*)?$/i

/** @throws EverportError `CONFIG_SECRET` when a key seems to stand on the command line, where other users and the shell's history see it. */
export function refuseKeyOnCommandLine(argv: readonly string[], flags: Readonly<Record<string, unknown>>): void {
  const end = argv.indexOf('--')
  const found = argv
    .slice(0, end === -1 ? undefined : end)
    .map((word) => word.replace(/=.*$/s, ''))
    .find((word) => KEY_FLAG.test(word) && !(word.replace(/^-+/, '') in flags))
  if (found === undefined) return
  throw new EverportError('CONFIG_SECRET', `${found}: an API key on the command line can be seen by others.`, {
    hints: ['set EVEROS_API_KEY, or pipe the key in with --key-stdin; consider the key that stood here as known'],
  })
}
