import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {openStore, type Store} from './store.js'

describe('Messages', () => {
  let folder: string
  let store: Store
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'everport-messages-'))
    store = openStore(folder)
  })
  afterEach(() => {
    store.close()
    rmSync(folder, {recursive: true, force: true})
  })
  const append = (run: number, conversation: number, ...keys: string[]) => {
    keys.forEach((key, i) => {
      const seq = run * 100 + i
      const where = {file: null, record: null, line: null}
      store.messages.append({
        conversation,
        seq,
        run,
        key,
        sender: 1,
        role: 'user',
        at: seq,
        hash: 1,
        text: 'x',
        ...where,
      })
    })
    store.messages.flushAppended()
  }

  it('tells whether a run holds a message twice', () => {
    append(1, 1, 'a', 'b')
    append(1, 2, 'a', 'b')
    expect(store.messages.hasDoubles(1)).toBe(false)
    // What a server refused may come again in a later run.
    append(2, 1, 'b', 'c')
    expect(store.messages.hasDoubles(2)).toBe(false)
    append(3, 2, 'd', 'e', 'd')
    expect(store.messages.hasDoubles(3)).toBe(true)
    expect(store.messages.hasDoubles(2)).toBe(false)
  })

  it('forgets what waits when its transaction did not happen', async () => {
    const failed = store.transactionAsync(async () => {
      store.messages.senderNumber('ann', 'Ann')
      const where = {file: null, record: null, line: null}
      store.messages.append({
        conversation: 1,
        seq: 0,
        run: 1,
        key: 'a',
        sender: 1,
        role: 'user',
        at: 1,
        hash: 1,
        text: 'x',
        ...where,
      })
      throw new Error('stopped')
    })
    await expect(failed).rejects.toThrow('stopped')
    store.messages.flushAppended()
    expect(store.messages.isEmpty()).toBe(true)
    const [bob, ann] = [store.messages.senderNumber('bob', 'Bob'), store.messages.senderNumber('ann', 'Ann')]
    expect(ann).not.toBe(bob)
  })
})
