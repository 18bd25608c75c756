import type {z} from 'zod'
import type {InputTree} from '../input/input-tree.js'
import type {Place, SourceRecord} from '../model/record.js'

/** The contract that this package speaks. Checked by number, because a plugin brings its own copy of this package. */
export const CONTRACT = 1

/**
 * A source of chat history, as one declared value. Its command's flags, rc keys, docs, detection and conformance tests all
 * derive from it.
 *
 * Promises of `read` (numbered in docs/source-contract.md, run by `describeSource`): it yields the same records for a folder, a zip and a memory
 * tree of the same files; twice the same ids; it never writes, prints or touches the network; it reports an unreadable item
 * through `context` and goes on; it throws `InputError` only when nothing of the export can be used; it stops soon after
 * `context.signal` aborts; it holds no file, conversation or id set whole in memory.
 */
export interface Source<Options extends z.ZodObject = z.ZodObject> {
  readonly contract: number
  /** `^[a-z][a-z0-9-]*$`, never renamed: it is part of every id that is sent. */
  readonly id: string
  /** The platform's name as people write it. */
  readonly name: string
  /** Formats read, one short phrase each, for the table of sources. */
  readonly formats: readonly string[]
  /** Each option needs `.describe()`; supported: string, number, boolean, enum, array of string or enum; optional or with default. */
  readonly options: Options
  /** What the format holds and this source knowingly leaves out, one short phrase each. */
  readonly losses: readonly string[]
  /** Reason code -> what it means to a person, for every code the source gives to `skip`. */
  readonly skips: Readonly<Record<string, string>>
  /**
   * Those of `skips` that mean: this was meant as a message and cannot be read (a date that is none, a torn row). Each goes into the file
   * of rejects and makes a result partial, as do all that begin with `unreadable` or `truncated`, which need not be listed.
   */
  readonly damage?: readonly string[]
  /** Cheap and bounded: looks at paths, and reads at most 64 KB of any file. Never throws for foreign input. */
  detect(tree: InputTree): Promise<Detection>
  read(tree: InputTree, options: z.output<Options>, context: SourceContext): AsyncIterable<readonly SourceRecord[]>
}

export interface Detection {
  confidence: 'certain' | 'likely' | 'no'
  /** One clause a person understands, e.g. "users.json and 16 folders of day files". With `no`, why it is not, when that helps ("a TXT export: ask for JSON"). */
  why: string
  /** With `no`: true when it is this platform's but cannot be read; `why` then tells what to do. */
  refused?: boolean
}

export interface SourceContext {
  readonly signal: AbortSignal
  /**
   * One thing that is a message in the export and is not yielded. It is counted in the books as read and skipped.
   * `reason` is a key of the source's `skips`.
   */
  skip(skip: Skip): void
  /** Anything else a person should know: an unreadable file, a guess, a missing index. Equal codes are grouped when shown. */
  warn(notice: Notice): void
}

export interface Skip {
  reason: string
  /** Native id of the conversation, when known. */
  conversation?: string
  place?: Place
  /** Default 1. */
  count?: number
  /** The row or record as it stands there, for damage: so that a person finds it again and sees what is wrong. Its beginning is kept. */
  excerpt?: string
}

export interface Notice {
  /** Kebab-case, e.g. `unreadable-file`. */
  code: string
  /** A sentence: what is wrong, and what to do next when something can be done. */
  message: string
  place?: Place
}
