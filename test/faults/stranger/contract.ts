export type Kind = 'add' | 'flush' | 'search' | 'get' | 'task' | 'delete' | 'health' | 'other'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, unknown>
  /** What the JSON of the body says; an empty object when there is none. */
  body: Record<string, unknown>
}

export interface Answer {
  status: number
  /** Nothing for an empty body. */
  body?: unknown
  headers?: Record<string, string>
}

/** One API as the facts tell of it. */
export interface Contract {
  /** What a request is for, and the conversation that it writes to. */
  about(asked: Asked): {kind: Kind; conversation?: string}
  /** Checks the request and does what it asks, which may take its time. */
  serve(asked: Asked): Promise<Answer>
  /** An error in the words of this API. */
  error(status: number, message: string, asked?: Asked): Answer
  /** From now on no model fails. */
  calm?(): void
}

/** What a check of a request throws. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export function refuse(status: number, message: string): never {
  throw new Refusal(status, message)
}
