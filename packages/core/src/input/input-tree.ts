/**
 * An export as a read-only tree of files: a directory, a zip, a single file or files in memory, all alike to a source.
 */
export interface InputTree {
  readonly form: 'directory' | 'zip' | 'file' | 'memory'
  /** Last part of the path that the person gave, e.g. `export.zip`. */
  readonly name: string
  /** Name of the folder that holds the input, when there is one: the only name some exports have. */
  readonly parentName: string | undefined
  /**
   * All files in byte order of their path. Left out: `__MACOSX/`, `._*`, `.DS_Store`, `Thumbs.db`, dot files, links that lead outside.
   * A single file is a tree of one file. Listing reads no file's content.
   */
  files(): Promise<readonly InputFile[]>
  /** The file at exactly this path (compared in NFC), or undefined. */
  file(path: string): Promise<InputFile | undefined>
  /** What listing had to leave out, with the reason: escaping or absolute paths, encrypted or unsupported entries, two entries of one path. */
  refused(): Promise<readonly RefusedEntry[]>
  close(): Promise<void>
}

export interface InputFile {
  /** Relative, `/`-separated, NFC, without `.` and `..` parts. */
  readonly path: string
  /** Bytes after decompression of the container (a `.gz` file counts as it is stored). */
  readonly size: number
  /** At most the first `length` bytes. */
  head(length: number): Promise<Uint8Array>
  /**
   * The whole file.
   * @throws InputError `INPUT_TOO_LARGE` above `limit` bytes (default 64 MiB), `INPUT_UNREADABLE` when it is damaged.
   */
  bytes(options?: {limit?: number}): Promise<Uint8Array>
  /**
   * The file in pieces. A piece is only valid until the next one is asked for: readers reuse the buffer.
   * @throws InputError `INPUT_UNREADABLE` when it is damaged.
   */
  chunks(): AsyncIterable<Uint8Array>
}

export interface RefusedEntry {
  path: string
  reason: 'escapes' | 'encrypted' | 'unsupported-compression' | 'duplicate' | 'link' | 'unreadable'
}
