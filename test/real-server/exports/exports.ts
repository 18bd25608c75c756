import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

export interface SampleExport {
  name: string
  path: string
  /** Of ours, so that it must be readable as it is. */
  isOwn: boolean
}

const HERE = fileURLToPath(new URL('.', import.meta.url))
const SAMPLE = fileURLToPath(new URL('../../../samples/garden-club.zip', import.meta.url))

/** One export of each source, and whatever lies in the folder that `EVERPORT_REAL_EXPORTS` names. */
export function sampleExports(): SampleExport[] {
  const {EVERPORT_REAL_EXPORTS: more} = process.env
  return [
    {name: 'garden-club.zip', path: SAMPLE, isOwn: true},
    ...below(HERE, true),
    ...(more ? below(more, false) : []),
  ]
}

function below(folder: string, isOwn: boolean): SampleExport[] {
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.ts') && !name.startsWith('.'))
    .sort()
    .map((name) => ({name, path: join(folder, name), isOwn}))
}
