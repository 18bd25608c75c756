/** Reason codes of this source, and what they mean to a person. */
export const SKIPS = {
  'bad-date': 'the row has a date that cannot be read, or one before Discord existed',
  'damaged-id': 'a spreadsheet destroyed the ids (8.97E+17): the file must be exported again',
  'date-order': 'day and month cannot be told apart: say --date-order dmy or mdy',
  'empty-forward': 'a forwarded message of which the export kept nothing',
  event: 'a line that Discord wrote itself, such as a join or a pin (option events)',
  'no-time': 'the message has neither a time nor an id that tells it',
  'thread-starter': 'the placeholder that stands for a message in its thread; the message itself is in the channel',
  truncated: 'the message at which the file was cut off',
  'unknown-type': 'a message of unknown type without any content',
  unreadable: 'not readable as a message',
} as const

export type SkipReason = keyof typeof SKIPS
