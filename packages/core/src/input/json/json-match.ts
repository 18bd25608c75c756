/** One selected value, or a fault of the document in its place. */
export type JsonMatch = JsonValue | JsonFault

export type JsonPath = readonly (string | number)[]

export interface JsonValue {
  /** Index of the selection. */
  selection: number
  path: JsonPath
  value: unknown
  /** Where the value starts, counted from 0 in the bytes given. */
  byte: number
  error?: undefined
}

export interface JsonFault {
  /**
   * `bad-value`: one value, or what stands between two, is not JSON; what follows is read. `truncated`: nothing
   * follows.
   */
  error: 'bad-value' | 'truncated'
  /** A clause for people. */
  message: string
  byte: number
  /** Of the value that is lost; where no value is, because two elements are badly separated, of their array. */
  path: JsonPath
}
