import {type InputTree, inputError, type SourceContext, type SourceRecord} from '@everport/plugin-kit'
import {createChannelFilter} from './channel-filter.js'
import {counted} from './counted.js'
import {arrangeCsvDocuments} from './csv/documents.js'
import {readCsvFiles} from './csv/read-csv-files.js'
import {arrangeDayFolders} from './days/documents.js'
import {readDays} from './days/read-days.js'
import {inputFolder} from './input-folder.js'
import {arrangeDocuments, type JsonDocument} from './json/documents.js'
import {readJson} from './json/read-json.js'
import type {Options} from './options.js'
import {readFragment} from './package/read-fragment.js'
import {readPackage} from './package/read-package.js'
import {createPeople} from './people.js'
import {type Plan, planExport} from './plan.js'
import {withoutDoubles} from './plan-doubles.js'
import {reportPlan} from './plan-report.js'
import type {Reading} from './reading.js'
import {createRecentMap} from './recent-map.js'
import {REFUSALS} from './refusals.js'
import {readTracker} from './tracker/read-tracker.js'

/** With all that is worked out of them: some hundred bytes each. */
const PEOPLE_REMEMBERED = 5_000
const ROLES_REMEMBERED = 5_000

/** Reads whatever exports the tree holds, each format with its own reader. */
export async function* read(
  tree: InputTree,
  options: Options,
  context: SourceContext,
): AsyncGenerator<readonly SourceRecord[]> {
  const {signal} = context
  try {
    for await (const records of readExports(tree, options, context)) {
      // The readers look at the signal between pieces of a file; what they make of the last one is left here.
      if (signal.aborted) return
      yield records
    }
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error
  }
}

async function* readExports(
  tree: InputTree,
  options: Options,
  context: SourceContext,
): AsyncGenerator<readonly SourceRecord[]> {
  const {plan, doubles} = withoutDoubles(await planExport(tree, context.signal))
  reportPlan(plan, doubles, context)
  if (!isReadable(plan) && !context.signal.aborted) throw unusable(plan)
  const reading = await createReading(tree, options, context)
  yield* readPlan(plan, reading)
  for (const pattern of context.signal.aborted ? [] : reading.filter.unused()) {
    const message = `No conversation of this export answers to ${JSON.stringify(pattern)}: check the spelling.`
    context.warn({code: 'unused-filter', message})
  }
}

async function* readPlan(plan: Plan, reading: Reading): AsyncGenerator<readonly SourceRecord[]> {
  const {tree, options, filter, channels, context} = reading
  const documents = arrangeDocuments(plan.json, options.threads)
  for (const {label} of documents) if (label.name !== undefined) channels.set(label.id, label.name)
  if (options.threads === 'joined') warnAlone(documents, context)
  for (const found of plan.packages) yield* readPackage(found, reading)
  for (const fragment of plan.fragments) yield* readFragment(fragment, reading)
  for (const document of documents) {
    if (context.signal.aborted) return
    if (filter.accepts(document.label)) yield* readJson(document, reading)
  }
  const top = inputFolder(tree)
  const csv = arrangeCsvDocuments(plan.csv, {top, paths: (await tree.files()).map(({path}) => path)})
  yield* readCsvFiles(
    csv.filter(({label}) => filter.accepts(label)),
    reading,
  )
  for (const file of plan.trackers) yield* readTracker(file, reading)
  for (const folder of arrangeDayFolders(plan.days, options.threads, top)) {
    if (filter.accepts(folder.label)) yield* readDays(folder, reading)
  }
}

/** Of threads that would be joined if their channel were there: the next import, with the channel, would take them for new. */
function warnAlone(documents: readonly JsonDocument[], {warn}: SourceContext): void {
  const alone = documents.filter(({label, home}) => label.form === 'thread' && home.root === undefined)
  const ids = new Set(alone.map(({label}) => label.id))
  const [first] = alone
  if (first === undefined) return
  const message = `${counted(ids.size, 'thread')} without the file of the channel, as posts of a forum always are: each is a conversation of its own. If you will import the channel too, say --threads own to keep it so.`
  warn({code: 'thread-alone', message, place: {file: first.file.path}})
}

async function createReading(tree: InputTree, options: Options, context: SourceContext): Promise<Reading> {
  const people = createPeople()
  const roles = createRecentMap<string, string>(ROLES_REMEMBERED)
  const channels = new Map<string, string>()
  const paths = new Set((await tree.files()).map(({path}) => path))
  return {
    tree,
    options,
    context,
    filter: createChannelFilter(options),
    people,
    senders: createRecentMap(PEOPLE_REMEMBERED),
    roles,
    channels,
    names: {user: people.nameOf, role: roles.get, channel: (id) => channels.get(id)},
    hasFile: (path) => paths.has(path),
  }
}

function isReadable({packages, json, csv, fragments, trackers, days}: Plan): boolean {
  return [packages, json, csv, fragments, trackers, days].some(({length}) => length > 0)
}

function unusable({refused, damaged, empty, foreign}: Plan): Error {
  const [known] = refused
  if (known !== undefined) {
    return inputError('INPUT_UNRECOGNISED', `${known.file.path} is ${REFUSALS[known.as]}.`, {
      place: {file: known.file.path},
    })
  }
  const [broken] = damaged
  if (broken !== undefined) return inputError('INPUT_UNREADABLE', broken.why, {place: {file: broken.file.path}})
  if (empty.length > 0 && foreign.length === 0) {
    return inputError(
      'INPUT_EMPTY',
      `${counted(empty.length, 'file')} of 0 bytes and nothing else: nothing was exported.`,
    )
  }
  return inputError('INPUT_UNRECOGNISED', 'The input holds no export of Discord that can be read.', {
    hints: ['Export the channels with DiscordChatExporter as JSON (-f Json), or give the data package as you got it.'],
  })
}
