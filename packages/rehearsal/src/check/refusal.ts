export type PlacePart = string | number

/** What a server refuses and how: the API in question puts it into its own error shape. */
export class Refusal extends Error {
  readonly status: number
  /** `error.code` where the API has one; each API has its own default per status. */
  readonly code: string | undefined
  readonly headers: Record<string, string>

  constructor(status: number, message: string, options: {code?: string; headers?: Record<string, string>} = {}) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = options.code
    this.headers = options.headers ?? {}
  }
}

/** No route takes the request: a server may say that in other words than its APIs would. */
export class Unrouted extends Refusal {}

/**
 * The first problem of a request body, as pydantic words it, with its place. Always a 422; only the way in which `place` is
 * joined differs between the APIs.
 */
export class InvalidBody extends Error {
  readonly place: PlacePart[]

  constructor(message: string, place: PlacePart[] = []) {
    super(message)
    this.name = 'InvalidBody'
    this.place = place
  }
}
