import type {Attachment, SourceContext} from '@everport/plugin-kit'
import {exportPath} from './export-path.js'
import {counted} from './text/counted.js'

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
        message: `${file} mentions ${counted(this.#missing, 'media file')} not found in the export; what is kept of media is its name.`,
        place: {file},
      })
    }
    if (this.#unsafe > 0) {
      context.warn({
        code: 'unsafe-path',
        message: `${file} holds ${counted(this.#unsafe, 'media path')} leading out of the export; what is kept of media is its name.`,
        place: {file},
      })
    }
  }
}
