import type {InputFile} from '@everport/plugin-kit'

/** `__uploads/F1/photo.png`, `general/attachments/F1-photo.png`, `C024BE91L/F1-photo.png` */
const UPLOAD = /(?:^|\/)(?:__uploads\/(F[A-Z0-9]{5,})\/|(?:attachments|[CDG][A-Z0-9]{6,})\/(F[A-Z0-9]{5,})-)[^/]*$/

/** Where slackdump stored the uploaded files, by file id. Official exports hold none. */
export function storedFiles(files: readonly InputFile[]): ReadonlyMap<string, string> {
  const stored = new Map<string, string>()
  for (const {path} of files) {
    if (!path.includes('/F')) continue
    const [, nested, flat] = UPLOAD.exec(path) ?? []
    const id = nested ?? flat
    if (id !== undefined) stored.set(id, path)
  }
  return stored
}
