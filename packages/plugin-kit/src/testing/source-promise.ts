import type {InputTree} from '@everport/core/input'
import type {Source} from '@everport/core/source'
import type {Fixture} from './input/fixture.js'

/** A source under test, with what it is tested on. */
export interface Subject {
  source: Source
  /** As the source's schema gives them. */
  options: Record<string, unknown>
  fixtures: readonly Fixture[]
  /** An export of so many messages whose files are written while they are read. */
  generate: ((messages: number) => InputTree) | undefined
  /** A declared loss -> a text of a fixture that shows it. */
  lost?: Readonly<Record<string, string>> | undefined
}

/** One promise of docs/source-contract.md, by its number there. */
export interface SourcePromise {
  number: number
  /** A clause without subject: `prints nothing`. */
  title: string
  /** Only checked when the subject can generate an export. */
  needsGenerate?: boolean
  /** Yields a sentence for each way in which the promise is broken. */
  check(subject: Subject): AsyncIterable<string>
}

const ENOUGH = 5

/** The first few ways in which a source breaks a promise; none when it keeps it. */
export async function findProblems(promise: SourcePromise, subject: Subject): Promise<string[]> {
  const problems: string[] = []
  for await (const problem of promise.check(subject)) {
    problems.push(problem)
    if (problems.length === ENOUGH) break
  }
  return problems
}
