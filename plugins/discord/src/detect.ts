import type {Detection, InputFile, InputTree} from '@everport/plugin-kit'
import {candidates} from './candidates.js'
import {counted} from './counted.js'
import {findPackages} from './package/find-packages.js'
import {REFUSALS} from './refusals.js'
import {HEAD, type RefusedFormat, type Sniffed, sniff} from './sniff.js'

/** Files looked into at most. Exports of one run are alike: a few tell what the rest are. */
const SAMPLE = 32

/** Tells whether the input is an export of Discord, from paths and the first 64 KB of a few files. */
export async function detect(tree: InputTree): Promise<Detection> {
  const files = await tree.files()
  const [found] = await findPackages(files)
  if (found !== undefined) {
    const why = `a Discord data package with ${counted(found.channels.length, 'channel')} (your own messages only)`
    return {confidence: found.index === undefined ? 'likely' : 'certain', why}
  }
  const looked = candidates(files).filter(({size}) => size > 0)
  const kinds = new Map<string, Detection & {count: number}>()
  for (const file of spread(looked, SAMPLE)) {
    const verdict = judge(await look(file))
    if (verdict === undefined) continue
    const known = kinds.get(verdict.why)
    if (known === undefined) kinds.set(verdict.why, {...verdict, count: 1})
    else known.count++
  }
  const rank = {certain: 2, likely: 1, no: 0}
  const [best] = [...kinds.values()].sort((a, b) => rank[b.confidence] - rank[a.confidence] || b.count - a.count)
  if (best === undefined) return {confidence: 'no', why: 'no file that Discord or its exporters write'}
  const {count, ...detection} = best
  return detection
}

function judge(found: Sniffed): Detection | undefined {
  switch (found.format) {
    case 'json':
      return found.header === undefined
        ? {confidence: 'likely', why: 'messages written as DiscordChatExporter writes them (JSON)'}
        : {confidence: 'certain', why: 'DiscordChatExporter JSON'}
    case 'csv':
      return {confidence: 'certain', why: 'DiscordChatExporter CSV'}
    case 'fragment':
      return {
        confidence: found.kind === 'csv' ? 'certain' : 'likely',
        why: 'messages of one channel, out of a Discord data package',
      }
    case 'tracker':
      return {confidence: 'certain', why: 'a text archive of Discord History Tracker'}
    case 'days':
      return {confidence: 'likely', why: 'an archive of Discord channels with a file for each day'}
    case 'refused':
      return refusal(found.as)
    default:
      return undefined
  }
}

function refusal(as: RefusedFormat): Detection {
  return {confidence: 'no', refused: true, why: REFUSALS[as]}
}

async function look(file: InputFile): Promise<Sniffed> {
  try {
    return await sniff(file.path, await file.head(HEAD))
  } catch {
    // A damaged file tells nothing; reading will say what is wrong with it.
    return {format: 'foreign'}
  }
}

/** At most `count` files, taken evenly from the whole list. */
function spread(files: readonly InputFile[], count: number): InputFile[] {
  const step = Math.max(1, files.length / count)
  return Array.from({length: Math.min(count, files.length)}, (_, index) => files[Math.floor(index * step)]!)
}
