import {close, fdatasync, openSync} from 'node:fs'

/** Brings a file to the disk while other things go on. */
export interface Disk {
  /** Resolves when all that the file held at the call is on disk. Calls during one wait for the next, together. */
  sync(): Promise<void>
  close(): void
}

/**
 * SQLite's write-ahead file beside a state file. A sync there is what makes a commit last: SQLite would do the same, and let everything wait
 * for the disk meanwhile. No lock is ever taken on this file, so that closing it loses none.
 */
export function writeAheadFile(path: string): Disk {
  // It stays the same file as long as a connection is open; Windows lets only a writer bring it to the disk.
  const file = openSync(`${path}-wal`, 'r+')
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  const begin = () => {
    running = new Promise<void>((resolve, reject) =>
      fdatasync(file, (error) => {
        running = undefined
        error ? reject(error) : resolve()
      }),
    )
    return running
  }
  return {
    sync() {
      if (running === undefined) return begin()
      const start = () => {
        next = undefined
        return begin()
      }
      next ??= running.then(start, start)
      return next
    },
    close() {
      const end = () => close(file, () => {})
      const last = next ?? running
      if (last === undefined) end()
      else last.then(end, end)
    },
  }
}
