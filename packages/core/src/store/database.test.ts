import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {Database} from './database.js'
import {type Disk, writeAheadFile} from './write-ahead-file.js'

describe('writes that share a commit', () => {
  let folder: string
  let db: Database
  /** Ends of the syncs that were asked for. */
  let syncs: {resolve(): void; reject(error: Error): void}[]
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'everport-database-'))
    syncs = []
    const disk: Disk = {sync: () => new Promise((resolve, reject) => syncs.push({resolve, reject})), close: () => {}}
    db = new Database(join(folder, 'state.db'), () => disk)
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (n)')
  })
  afterEach(() => {
    db.close()
    rmSync(folder, {recursive: true})
  })

  const write = (n: number) => {
    db.together()
    db.prepare('INSERT INTO t VALUES (?)').run(n)
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  /** Whether it is over after all that can go on has gone on. */
  const isOver = async (work: Promise<void>) => {
    let over = false
    work.then(
      () => (over = true),
      () => (over = true),
    )
    for (let i = 0; i < 3; i++) await turn()
    return over
  }
  const safety = () => db.prepare<{synchronous: number}>('PRAGMA synchronous').get()?.synchronous

  it('are durable when the disk says so, not when they are committed', async () => {
    write(1)
    write(2)
    const durable = db.durable()
    expect(await isOver(durable)).toBe(false)
    expect(syncs).toHaveLength(1)
    syncs[0]!.resolve()
    await durable
    await db.durable()
  })

  it('are waited for by whoever asks while they are on their way', async () => {
    write(1)
    await turn()
    const late = db.durable()
    expect(await isOver(late)).toBe(false)
    syncs[0]!.resolve()
    await late
  })

  it('are not durable by the sync of those before them', async () => {
    write(1)
    await turn()
    write(2)
    const second = db.durable()
    await turn()
    syncs[0]!.resolve()
    expect(await isOver(second)).toBe(false)
    syncs[1]!.resolve()
    await second
  })

  it('fail for all who rely on them when the disk fails, and for nobody after', async () => {
    write(1)
    const [one, other] = [db.durable(), db.durable()]
    await turn()
    syncs[0]!.reject(new Error('i/o error'))
    await expect(one).rejects.toThrow('i/o error')
    await expect(other).rejects.toThrow('i/o error')
    await db.durable()
  })

  it('leave every other write as safe as it was', async () => {
    write(1)
    await turn()
    expect(safety()).toBe(2)
    write(2)
    db.transaction(() => db.prepare('INSERT INTO t VALUES (3)').run())
    expect(safety()).toBe(2)
    for (const {resolve} of syncs) resolve()
  })
})

describe('a write-ahead file', () => {
  it('is brought to the disk as often as needed, and closed after that', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'everport-database-'))
    const path = join(folder, 'state.db')
    const db = new Database(path)
    db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (n)')
    const disk = writeAheadFile(path)
    const [first, second, third] = [disk.sync(), disk.sync(), disk.sync()]
    // The second call may come after writes that the first does not cover; the third comes with the second.
    expect(second).not.toBe(first)
    expect(third).toBe(second)
    disk.close()
    await Promise.all([first, second, third])
    db.close()
    expect(existsSync(`${path}-wal`)).toBe(false)
    rmSync(folder, {recursive: true})
  })
})
