/** Everything that is a message in the export and does not become one here. */
export const SKIPS = {
  empty: 'no text and no attachment, such as a dice or buttons alone',
  event: 'a service message: a join, a pin, a call (--events keeps them as text)',
  'login-codes': 'in a chat that login codes arrive in (--login-codes keeps them)',
  'not-chosen': 'in a conversation that the options leave out',
  truncated: 'where the file breaks off: the export was stopped or the file was not copied whole',
  undated: 'a message without a date',
  unreadable: 'not readable as a message',
  unsupported: 'newer than the Telegram Desktop that made the export, which left its content out',
} as const

export type SkipReason = keyof typeof SKIPS
