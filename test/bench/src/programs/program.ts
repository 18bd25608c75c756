/** Something that turns an export into NDJSON, as a whole process. */
export interface Program {
  name: string
  version: string
  command(input: string, output: string): string[]
  /** The NDJSON that it writes; none for a program that only reads. */
  ndjson?: (output: string) => string
}

/** A program that this machine does not have. */
export interface Missing {
  name: string
  missing: string
}

export const isMissing = (found: Program | Missing): found is Missing => 'missing' in found
