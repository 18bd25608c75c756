import type {Attachment, SourceContext} from '@everport/plugin-kit'
import {exportPath} from './export-path.js'

/** Turns the references of attachments into paths inside the export, and counts those that lead nowhere. */
export class MediaPaths {
  readonly #hasFile: (path: string) => boolean
  #missing = 0
  #unsafe = 0

  /** @param hasFile asked with paths relative to the export's own folder */
  constructor(hasFile: (path: string) => boolean) {
    this.#hasFile = hasFile
  }

  /** @param base folder that references are relative to, inside the export */
  resolve(attachments: Attachment[], base = ''): Attachment[] {
    for (const attachment of attachments) {
      if (attachment.uri === undefined || /^https?:\/\//i.test(attachment.uri)) continue
      const found = exportPath(attachment.uri, base)
      delete attachment.uri
      if ('path' in found) {
        attachment.uri = found.path
        if (!this.#hasFile(found.path)) this.#missing += 1
      } else if (found.problem === 'unsafe') this.#unsafe += 1
    }
    return attachments
  }

  finish(file: string, context: SourceContext): void {
    if (this.#missing > 0) {
      context.warn({
        code: 'missing-media',
        message: `${file} mentions ${this.#missing} media file(s) that are not in the export; only their names are kept.`,
        place: {file},
      })
    }
    if (this.#unsafe > 0) {
      context.warn({
        code: 'unsafe-path',
        message: `${file} holds ${this.#unsafe} media path(s) that lead out of the export; only the names are kept.`,
        place: {file},
      })
    }
  }
}
