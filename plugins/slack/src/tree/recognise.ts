import type {InputFile, InputTree} from '@everport/plugin-kit'
import {describeLayout} from './describe-layout.js'
import {findLayout, type Layout} from './layout.js'
import {type Refusal, refusalOf} from './refusals.js'
import {type Sniffed, sniff} from './sniff.js'

/** What a tree is to this source. */
export type Recognition =
  | {layout: Layout /** An item of it was seen to be Slack's. */; sure: boolean; why: string}
  | ({layout?: undefined} & Refusal)

/** Files of which the first bytes are looked at before giving up. */
const SAMPLES = 5

const EXPECTED: Record<Layout['form'], readonly Sniffed[]> = {
  days: ['messages', 'dump'],
  conversations: ['messages', 'dump'],
  chunks: ['chunks'],
  log: ['log'],
}

/** Looks at the paths, and at the first bytes of a few files. */
export async function recognise(tree: InputTree): Promise<Recognition> {
  const files = await tree.files()
  const layout = findLayout(files) ?? (await singleFile(files))
  if (layout !== undefined) {
    const seen = await sample(layout)
    if (seen !== 'foreign') return {layout, sure: seen === 'slack', why: describeLayout(layout, files)}
  }
  return refusalOf(tree, files)
}

async function singleFile(files: readonly InputFile[]): Promise<Layout | undefined> {
  const [file, ...others] = files
  if (file === undefined || others.length > 0) return undefined
  const kind = await sniff(file)
  if (kind === 'messages')
    return {form: 'days', workspaces: [{prefix: '', indexes: {}, folders: new Map([['', [file]]])}], misplaced: 0}
  if (kind === 'dump') return {form: 'conversations', indexes: [{}], files: [file]}
  return kind === 'chunks' || kind === 'log' ? {form: kind, files: [file]} : undefined
}

/** `foreign`: there are items, and they are not Slack's. Empty and damaged files say nothing when an index vouches for them. */
async function sample(layout: Layout): Promise<'slack' | 'foreign' | 'nothing'> {
  for (const file of samples(layout)) {
    // `[]` and shorter hold no item.
    const kind = file.size > 4 ? await sniff(file) : undefined
    if (kind !== undefined && EXPECTED[layout.form].includes(kind)) return 'slack'
  }
  return (await hasSlackIndex(layout)) ? 'nothing' : 'foreign'
}

function samples(layout: Layout): InputFile[] {
  if (layout.form !== 'days') return layout.files.slice(0, SAMPLES)
  const files: InputFile[] = []
  for (const {folders} of layout.workspaces)
    for (const days of folders.values()) if (files.length < SAMPLES) files.push(...days.slice(0, 2))
  return files.slice(0, SAMPLES)
}

async function hasSlackIndex(layout: Layout): Promise<boolean> {
  if (layout.form !== 'days') return false
  for (const {indexes} of layout.workspaces) {
    const index = indexes.channels ?? indexes.groups ?? indexes.dms ?? indexes.mpims ?? indexes.users
    if (index !== undefined && (await sniff(index)) === 'index') return true
  }
  return false
}
