/** The whole table of exit codes; docs and tests are made from it. */
export const EXIT = {
  done: {code: 0, meaning: 'done'},
  bug: {code: 1, meaning: 'a bug of ours'},
  usage: {code: 2, meaning: 'usage or configuration'},
  input: {code: 3, meaning: 'the input was not recognised or cannot be read'},
  partial: {
    code: 4,
    meaning: 'partial: some messages were rejected, their fate is unknown, or the export could not be read whole',
  },
  target: {code: 5, meaning: 'the target refused or could not be reached'},
  interrupted: {code: 130, meaning: 'interrupted; resume continues'},
} as const

export type ExitClass = keyof typeof EXIT
