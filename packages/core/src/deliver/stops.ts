import type {EverportError} from '../errors/everport-error.js'

/** Nothing more is sent in one conversation, the others go on. `why` is for people. */
export class Hold extends Error {
  override readonly name = 'Hold'
}

/** Nothing more is sent at all: the key, the account or the address is wrong, or nobody is there. */
export class Stop extends Error {
  override readonly name = 'Stop'
  readonly error: EverportError

  constructor(error: EverportError) {
    super(error.message)
    this.error = error
  }
}

/** The person pressed Ctrl-C; everything is committed. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}
