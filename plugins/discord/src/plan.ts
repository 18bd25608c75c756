import {type InputFile, type InputTree, isEverportError} from '@everport/plugin-kit'
import {candidates, isMediaName} from './candidates.js'
import type {CsvLayout} from './csv/generation.js'
import {parseExportName} from './export-name.js'
import {type JsonHeader, scanHeader} from './json/header.js'
import {type DataPackage, findPackages, isInPackage} from './package/find-packages.js'
import {HEAD, type RefusedFormat, sniff} from './sniff.js'
import {untilAborted} from './until-aborted.js'

/** The files of an export by what they are. */
export interface Plan {
  packages: DataPackage[]
  json: Array<{file: InputFile; header: JsonHeader}>
  csv: Array<{file: InputFile; layout: CsvLayout}>
  fragments: Array<{file: InputFile; kind: 'json' | 'csv'}>
  trackers: InputFile[]
  days: InputFile[]
  refused: Array<{file: InputFile; as: RefusedFormat}>
  /** Exports that seem to have been attached to a message. */
  media: InputFile[]
  /** Could not be opened, with the reason. */
  damaged: Array<{file: InputFile; why: string}>
  empty: InputFile[]
  foreign: InputFile[]
}

/** Looks at the beginning of each file that may be an export, and further only where the channel is not named in front. */
export async function planExport(tree: InputTree, signal: AbortSignal): Promise<Plan> {
  const files = await tree.files()
  const packages = await findPackages(files)
  const plan: Plan = {
    packages,
    json: [],
    csv: [],
    fragments: [],
    trackers: [],
    days: [],
    refused: [],
    media: [],
    damaged: [],
    empty: [],
    foreign: [],
  }
  for (const file of candidates(files)) {
    if (signal.aborted) return plan
    // Exports that somebody put into a folder of the package are known by the exporter's own name.
    const isPackages = packages.some((found) => isInPackage(file.path, found))
    if (!isPackages || parseExportName(file.path).id !== undefined)
      await placeReadable(file, files.length > 1, plan, signal)
  }
  return plan
}

async function placeReadable(file: InputFile, isOneOfMany: boolean, plan: Plan, signal: AbortSignal): Promise<void> {
  try {
    await place(file, isOneOfMany, plan, signal)
  } catch (error) {
    if (signal.aborted || !isEverportError(error)) throw error
    plan.damaged.push({file, why: error.message})
  }
}

async function place(file: InputFile, isOneOfMany: boolean, plan: Plan, signal: AbortSignal): Promise<void> {
  const found = await sniff(file.path, await file.head(HEAD))
  switch (found.format) {
    case 'json':
      if (isOneOfMany && isMediaName(file.path)) plan.media.push(file)
      else
        plan.json.push({file, header: found.header ?? (await scanHeader(untilAborted(file.chunks(), signal))).header})
      break
    case 'csv':
      plan.csv.push({file, layout: found.layout})
      break
    case 'fragment':
      plan.fragments.push({file, kind: found.kind})
      break
    case 'tracker':
      plan.trackers.push(file)
      break
    case 'days':
      plan.days.push(file)
      break
    case 'refused':
      plan.refused.push({file, as: found.as})
      break
    default:
      plan[found.format].push(file)
  }
}
