import type {InputFile} from '@everport/plugin-kit'

const EXTENSION = /\.(?:json|csv|tsv|txt|html?|dht|jsonl|ndjson)$/i
// Media that the exporter saved lies beside the export, in `<name>.json_Files/`.
const MEDIA_FOLDER = /_Files\//
/** Saved media end in a hash: five digits in old versions, sixteen in new ones. */
const MEDIA_NAME = /-(?:[0-9A-F]{5}|[0-9a-f]{16})\.json$/

/** The files worth looking into. A file given by itself always is. */
export function candidates(files: readonly InputFile[]): InputFile[] {
  if (files.length === 1) return [...files]
  return files.filter(({path}) => EXTENSION.test(path) && !MEDIA_FOLDER.test(path))
}

/** True for what may be an attachment rather than a channel, by its name. */
export function isMediaName(path: string): boolean {
  return MEDIA_NAME.test(path)
}
