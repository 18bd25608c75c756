import type {InputFile} from '@everport/plugin-kit'

/** The rooms of an export. People zip it with its folder or without: `rooms/x.jsonl` and `loft/rooms/x.jsonl` are alike. */
export function roomFiles(files: readonly InputFile[]): InputFile[] {
  return files.filter(({path}) => /(^|\/)rooms\/[^/]+\.jsonl$/.test(path))
}

export function peopleFiles(files: readonly InputFile[]): InputFile[] {
  return files.filter(({path}) => /(^|\/)people\.json$/.test(path))
}

/** Pigeon calls the file of a room by the room's id, which never changes. */
export function roomId({path}: InputFile): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.jsonl'.length)
}
