import type {Dirent, Stats} from 'node:fs'

export type FolderEntry = Pick<Dirent, 'name' | 'isDirectory' | 'isFile' | 'isSymbolicLink'>

/** The part of `node:fs` that reading needs: tests hand in a volume in memory. */
export interface FileSystem {
  readdirSync(path: string, options: {withFileTypes: true}): FolderEntry[]
  lstatSync(path: string): Pick<Stats, 'size'>
  statSync(path: string): Pick<Stats, 'size' | 'isDirectory' | 'isFile'>
  realpathSync(path: string): string
  openSync(path: string, flags: 'r'): number
  readSync(fd: number, buffer: Uint8Array, offset: number, length: number, position: number): number
  read(
    fd: number,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, read: number) => void,
  ): void
  closeSync(fd: number): void
}
