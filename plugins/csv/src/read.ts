import {type InputTree, isEverportError, type SourceContext, type SourceRecord} from '@everport/plugin-kit'
import {fieldOf} from './columns/mapping.js'
import type {Options} from './options.js'
import type {DecodeCounts} from './physical/decode-text.js'
import {readRows} from './physical/read-rows.js'
import {inTableOrder} from './plan/find-tables.js'
import {planExport} from './plan/plan-export.js'
import type {TablePlan} from './plan/plan-table.js'
import type {TableFile} from './plan/table.js'
import {cleanId, isDamagedId} from './records/clean-id.js'
import {createReplyRoots, type ReplyRoots} from './records/reply-roots.js'
import {replies} from './records/row-drafts.js'
import {createRowReader} from './records/row-reader.js'
import {createTally} from './records/tally.js'

/** Records in one yield. */
const BATCH = 400

export async function* read(
  tree: InputTree,
  options: Options,
  given: SourceContext,
): AsyncGenerator<readonly SourceRecord[]> {
  // Notices are put together from clauses; here they become sentences.
  const context: SourceContext = {
    signal: given.signal,
    skip: (skip) => given.skip(skip),
    warn: (notice) => given.warn({...notice, message: notice.message.replace(/(?<![.!?…)])$/, '.')}),
  }
  const {plans, titles} = await planExport(tree, options, context)
  const folder = tree.parentName ?? tree.name.replace(/\.(zip|csv|tsv|tab|psv|txt)(\.gz)?$/i, '')
  for (const plan of plans) {
    const roots = plan.shape.grouping === 'replies' ? await findRoots(plan, context) : undefined
    yield* readTable(plan, options, context, {folder, titles, roots})
  }
}

async function* readTable(
  plan: TablePlan,
  options: Options,
  context: SourceContext,
  surroundings: Parameters<typeof createRowReader>[4],
): AsyncGenerator<readonly SourceRecord[]> {
  const tally = createTally(plan.table.label)
  const reader = createRowReader(plan, options, context, tally, surroundings)
  let records: SourceRecord[] = []
  for (const file of plan.table.files) {
    const counts: DecodeCounts = {invalid: 0, invalidLine: undefined, nuls: 0, marks: 0}
    reader.open(file)
    for await (const rows of rowsOf(file, plan, context, counts)) {
      context.signal.throwIfAborted()
      for (const row of rows) {
        reader.read(row, records)
        if (records.length < BATCH) continue
        yield records
        records = []
      }
    }
    warnOfBytes(file, counts, context)
  }
  reader.flush(records)
  if (records.length > 0) yield records
  tally.report(context)
}

/** The rows of a file; a file that breaks off gives what could be read of it and a notice. */
async function* rowsOf(file: TableFile, plan: TablePlan, context: SourceContext, counts?: DecodeCounts) {
  try {
    yield* readRows(file, plan.table.names.length, counts)
  } catch (error) {
    if (!isEverportError(error)) throw error
    context.warn({
      code: 'unreadable-file',
      message: `${file.file.path}: ${error.message}; the rows before were read`,
      place: {...error.place, file: file.file.path},
    })
  }
}

/** A first reading of all ids: only then is it known which message a chain of replies starts with. */
async function findRoots(plan: TablePlan, context: SourceContext): Promise<ReplyRoots> {
  const roots = createReplyRoots()
  const {mapping} = plan.mapping
  for (const file of plan.table.files) {
    for await (const rows of readRows(file, plan.table.names.length)) {
      context.signal.throwIfAborted()
      for (const {cells, line} of rows) {
        if (cells === undefined || line < file.header.firstLine) continue
        const row = inTableOrder(cells, file.columns)
        const id = cleanId(fieldOf(mapping, 'id', row))
        const [parent] = replies(fieldOf(mapping, 'reply', row))
        if (id !== '' && parent !== undefined && !isDamagedId(id)) roots.link(id, parent)
      }
    }
  }
  return roots
}

function warnOfBytes(file: TableFile, {invalid, invalidLine, nuls, marks}: DecodeCounts, context: SourceContext): void {
  const {path} = file.file
  const place = {file: path, ...(invalidLine === undefined ? {} : {line: invalidLine})}
  if (invalid > 0) {
    const message = `${path}: ${invalid === 1 ? `a byte is not valid ${file.encoding.label}, on line ${invalidLine}; it` : `${invalid} bytes are not valid ${file.encoding.label}, the first on line ${invalidLine}; they`} became U+FFFD. If there are many, name the encoding with --encoding`
    context.warn({code: 'invalid-bytes', message, place})
  }
  if (nuls > 0)
    context.warn({
      code: 'nul-bytes',
      message: `${path}: ${nuls === 1 ? 'a NUL byte was' : `${nuls} NUL bytes were`} removed`,
      place: {file: path},
    })
  if (marks > 0) {
    const message = `${path}: ${marks === 1 ? 'a byte order mark' : `${marks} byte order marks`} inside the file ${marks === 1 ? 'was' : 'were'} removed, as where files were joined`
    context.warn({code: 'joined-files', message, place: {file: path}})
  }
}
