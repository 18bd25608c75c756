import {isDeepStrictEqual} from 'node:util'
import type {MessageRecord, SourceRecord} from '@everport/core/model'
import type {z} from 'zod'
import type {Attempt} from './attempt.js'
import {NOTICE, RECORD, SKIP} from './record-schema.js'

type Records = readonly SourceRecord[]

/** The beginning of a value, to be told from others in a sentence. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

/** Promise 9. */
export function* lateConversations(records: Records): Generator<string> {
  const begun = new Set<string>()
  for (const record of records) {
    if (record.type === 'conversation') begun.add(record.id)
    if (record.type !== 'message' || begun.has(record.conversation)) continue
    yield `a message of the conversation ${shown(record.conversation)} comes before it: ${shown(record)}`
    begun.add(record.conversation)
  }
}

/** Promise 10. Copies of one message may differ in what editing changes, but not in who said it and when. */
export function* sharedIds(records: Records): Generator<string> {
  const known = new Map<string, MessageRecord>()
  for (const record of records) {
    if (record.type !== 'message') continue
    const key = JSON.stringify([record.conversation, record.id])
    const other = known.get(key)
    known.set(key, record)
    if (other !== undefined && (other.sender !== record.sender || other.at !== record.at))
      yield `two messages have one id: ${shown(other)} and ${shown(record)}`
  }
}

/** Promise 11. */
export function* badTimes(records: Records): Generator<string> {
  for (const record of records) {
    if (record.type !== 'message') continue
    const {at, editedAt, order} = record
    if (!Number.isSafeInteger(at)) yield `at is ${at}, not whole milliseconds: ${shown(record)}`
    if (editedAt !== undefined && !Number.isSafeInteger(editedAt)) yield `editedAt is ${editedAt}: ${shown(record)}`
    if (order !== undefined && !Number.isFinite(order)) yield `order is ${order}: ${shown(record)}`
  }
}

/** Promise 12. */
export function* oddShapes(records: Records, paths: readonly string[]): Generator<string> {
  for (const record of records) {
    const problem = shapeProblem(RECORD, record) ?? plainProblem(record)
    if (problem !== undefined) yield `${problem}: ${shown(record)}`
    else if (record.type === 'message' && record.place !== undefined && !isFile(record.place.file, paths))
      yield `the place names no file of the export: ${shown(record.place)}`
  }
}

/** Promise 13. */
export function* unexplained({notices, skips}: Attempt, reasons: Readonly<Record<string, string>>): Generator<string> {
  for (const skip of skips) {
    const problem = shapeProblem(SKIP, skip)
    if (problem !== undefined) yield `skip ${shown(skip)}: ${problem}`
    else if (!Object.hasOwn(reasons, skip.reason))
      yield `source.skips does not explain the reason ${shown(skip.reason)}`
  }
  for (const notice of notices) {
    const problem = shapeProblem(NOTICE, notice)
    if (problem !== undefined) yield `notice ${shown(notice)}: ${problem}`
    else if (!/[.!?…)]$/.test(notice.message)) yield `the notice is no sentence: ${shown(notice.message)}`
  }
}

/** Promises 9 and 11 to 13 together, for readings of damaged input: there one of two copies may be the damaged one. */
export function* recordProblems(
  attempt: Attempt,
  skips: Readonly<Record<string, string>>,
  paths: readonly string[],
): Generator<string> {
  yield* lateConversations(attempt.records)
  yield* badTimes(attempt.records)
  yield* oddShapes(attempt.records, paths)
  yield* unexplained(attempt, skips)
}

function shapeProblem(schema: z.ZodType, value: unknown): string | undefined {
  const issue = schema.safeParse(value).error?.issues[0]
  return issue && `${issue.path.join('.') || 'it'}: ${issue.message}`
}

/** JSON would give it back as it is: no dates, no undefined, no class instances. */
function plainProblem(value: unknown): string | undefined {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value) ? undefined : 'it is not plain JSON data'
}

/** A part of an export may be read as a tree of its own: then the place begins there. */
function isFile(file: string, paths: readonly string[]): boolean {
  return paths.some((path) => path === file || path.endsWith(`/${file}`))
}
