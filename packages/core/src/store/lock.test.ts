import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {lockState} from './lock.js'
import {processBirth} from './process-birth.js'
import {hasEnded} from './process-stat.js'

describe('lockState', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'everport-lock-'))
  })
  afterEach(() => rmSync(folder, {recursive: true, force: true}))

  it('lets one in at a time, and the next after it', () => {
    const unlock = lockState(folder, 0)
    expect(() => lockState(folder, 0)).toThrow(expect.objectContaining({code: 'RUN_LOCKED'}))
    unlock()
    lockState(folder, 0)()
  })

  it('keeps the lock to its owner', () => {
    const unlock = lockState(folder, 0)
    expect(statSync(join(folder, 'lock')).mode & 0o777).toBe(0o600)
    unlock()
  })

  it.each([
    ['a process that is gone', JSON.stringify({pid: 2 ** 22 + 1, started: 0, token: 'x'})],
    [
      'our own number, left by a process that had it before',
      JSON.stringify({pid: process.pid, started: 0, token: 'x'}),
    ],
    ['a torn file', '{"pid":'],
  ])('takes over the lock of %s', (_name, text) => {
    writeFileSync(join(folder, 'lock'), text)
    lockState(folder, 0)()
  })

  it.each([
    ['a living process', {}],
    ['a living process that tells when it began', {born: processBirth(process.ppid)}],
  ])('respects the lock of %s', (_name, more) => {
    writeFileSync(join(folder, 'lock'), JSON.stringify({pid: process.ppid, started: 0, token: 'x', ...more}))
    expect(() => lockState(folder, 0)).toThrow(/using/)
  })

  // Elsewhere nobody can tell, and the lock is respected.
  it.skipIf(process.platform !== 'linux')('takes over the lock of a dead process whose number another one has', () => {
    const holder = {pid: process.ppid, started: 0, born: `${processBirth(process.ppid)}0`, token: 'x'}
    writeFileSync(join(folder, 'lock'), JSON.stringify(holder))
    lockState(folder, 0)()
  })

  it.skipIf(process.platform !== 'linux')('takes over the lock of a dead process that nobody has buried', async () => {
    // A parent that never asks what became of its child, as the first process of many containers.
    const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], {stdio: ['ignore', 'pipe', 'ignore']})
    try {
      const [printed] = (await once(parent.stdout, 'data')) as [Buffer]
      const pid = Number(printed.toString())
      // The shell would still ask; what it becomes does not.
      await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim(), {timeout: 10_000}).toBe('sleep')
      expect(hasEnded(pid)).toBe(false)
      process.kill(pid, 'SIGKILL')
      await expect.poll(() => hasEnded(pid), {timeout: 10_000}).toBe(true)
      expect(() => process.kill(pid, 0)).not.toThrow()
      writeFileSync(join(folder, 'lock'), JSON.stringify({pid, started: 0, born: processBirth(pid), token: 'x'}))
      lockState(folder, 0)()
    } finally {
      parent.kill('SIGKILL')
    }
  })
})
