/** How much to make: input bytes (about), or messages. */
export type ExportSize = {bytes: number} | {messages: number}

export interface MadeExport {
  /** The file or folder to give to a reader. */
  path: string
  /** Before compression. */
  bytes: number
  /** Everything that a reader of records meets, service messages too. */
  records: number
  /** What an import sends. */
  messages: number
}

/** A kind of export that can be made. */
export interface ExportKind {
  id: string
  /** Goes up whenever the same seed and size give other bytes. */
  version: number
  write(folder: string, size: ExportSize, seed: number): MadeExport
}
