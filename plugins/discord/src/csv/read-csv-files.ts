import type {SourceRecord} from '@everport/plugin-kit'
import {createOccurrenceIds} from '../occurrence-id.js'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'
import {createCsvClock} from './clock.js'
import type {DateOrder} from './date.js'
import type {CsvDocument} from './documents.js'
import {createHalfDayWatch} from './half-day.js'
import {type CsvSet, readCsv} from './read-csv.js'
import {CsvDamage, csvRows} from './rows.js'
import {type CsvSurvey, surveyCsv} from './survey.js'

/** Reads all CSV files of an export, in the order given. Files that leave the order of day and month open learn it from the others. */
export async function* readCsvFiles(
  documents: readonly CsvDocument[],
  reading: Reading,
): AsyncGenerator<SourceRecord[]> {
  const surveys = new Map<CsvDocument, CsvSurvey>()
  for (const document of documents) {
    if (reading.context.signal.aborted) return
    surveys.set(document, await survey(document, reading))
  }
  const known = new Set([...surveys.values()].map(({order}) => order).filter((order) => order !== undefined))
  const shared = known.size === 1 ? [...known][0] : undefined
  const clock = createCsvClock(reading)
  let set: (CsvSet & {name: string}) | undefined
  for (const document of documents) {
    if (reading.context.signal.aborted) return
    const surveyed = surveys.get(document)!
    const order = surveyed.order ?? reading.options.dateOrder ?? shared
    if (surveyed.needsOrder) warnOrder(document, surveyed.order, order, reading)
    if (set?.name !== document.set) {
      set = {
        name: document.set,
        clock,
        order,
        newestFirst: surveyed.newestFirst,
        idOf: createOccurrenceIds(),
        halves: createHalfDayWatch(),
        rows: 0,
      }
    }
    set.order = order
    yield* readCsv(document, set, reading)
  }
  clock.close()
}

async function survey({file, layout}: CsvDocument, reading: Reading): Promise<CsvSurvey> {
  // The reading itself tells about damage; here a file is looked at as far as it goes.
  const quiet = {...reading.context, warn: () => {}}
  try {
    return await surveyCsv(csvRows(readableChunks(file, quiet), layout), layout.columns.date!)
  } catch (error) {
    if (!(error instanceof CsvDamage)) throw error
    return {newestFirst: false, needsOrder: false, order: undefined}
  }
}

function warnOrder(
  {file}: CsvDocument,
  own: DateOrder | undefined,
  order: DateOrder | undefined,
  {options, context}: Reading,
): void {
  const place = {file: file.path}
  if (order === undefined) {
    const message =
      'Dates such as 03/04/2024 can mean 3 April or March 4, and nothing in the file tells: its rows are skipped. Say which: --date-order dmy or --date-order mdy.'
    context.warn({code: 'date-order-unknown', message, place})
  } else if (own === undefined && options.dateOrder === undefined) {
    const message = `The order of day and month (${order}) was taken from the other files of this export. If that is wrong, say --date-order.`
    context.warn({code: 'date-order-guessed', message, place})
  }
}
