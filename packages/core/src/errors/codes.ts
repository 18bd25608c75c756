import type {ExitClass} from './exit-codes.js'

/** Every error code: its exit class and what it means. Sorted; the docs page is made from it. */
export const CODES = {
  CONFIG_INVALID: {exit: 'usage', meaning: 'the configuration file or a flag does not fit its schema'},
  CONFIG_SECRET: {exit: 'usage', meaning: 'a secret stands in a place where it would be stored or shown'},
  INPUT_AMBIGUOUS: {exit: 'input', meaning: 'the input can be read in more than one way and nothing says which'},
  INPUT_EMPTY: {exit: 'input', meaning: 'the input holds no messages'},
  INPUT_ENCRYPTED: {exit: 'input', meaning: 'the archive is protected by a password'},
  INPUT_HOSTILE: {exit: 'input', meaning: 'the archive breaks a safety limit (entries, ratio, overlap)'},
  INPUT_MISSING: {exit: 'input', meaning: 'there is nothing at the path'},
  INPUT_NEEDS_OPTION: {exit: 'input', meaning: 'the input leaves a question open that only an option can answer'},
  INPUT_TOO_LARGE: {exit: 'input', meaning: 'a file that must be read whole is larger than the limit'},
  INPUT_UNREADABLE: {exit: 'input', meaning: 'a file is damaged or cannot be opened'},
  INPUT_UNRECOGNISED: {exit: 'input', meaning: 'no source recognises the input'},
  RUN_CHANGED: {exit: 'usage', meaning: 'the export, the options or the account differ from those of the run'},
  RUN_LOCKED: {exit: 'usage', meaning: 'another everport process is using the state folder'},
  RUN_NOT_FOUND: {exit: 'usage', meaning: 'there is no such run in the state folder'},
  SOURCE_CONFLICT: {exit: 'usage', meaning: 'two plugins claim one source id'},
  SOURCE_CONTRACT: {exit: 'usage', meaning: 'a plugin speaks another version of the source contract'},
  SOURCE_FAILED: {exit: 'bug', meaning: 'a source plugin broke one of its promises'},
  SOURCE_UNKNOWN: {exit: 'usage', meaning: 'no installed plugin has this source'},
  STATE_UNUSABLE: {exit: 'usage', meaning: 'the state folder cannot be read or written'},
  TARGET_INSECURE: {exit: 'usage', meaning: 'the base URL would send the key in the clear'},
  TARGET_KEY_MISSING: {exit: 'usage', meaning: 'the target needs an API key and none is set'},
  TARGET_REFUSED: {exit: 'target', meaning: 'the target refuses the key, the account or the path'},
  TARGET_UNREACHABLE: {exit: 'target', meaning: 'the target cannot be reached'},
} as const satisfies Record<string, {exit: ExitClass; meaning: string}>

export type ErrorCode = keyof typeof CODES
