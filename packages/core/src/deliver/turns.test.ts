import {setImmediate} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import {Turns} from './turns.js'

describe('Turns', () => {
  it('never runs more calls at once than allowed', async () => {
    const turns = new Turns(3)
    let running = 0
    let most = 0
    await Promise.all(
      Array.from({length: 20}, () =>
        turns.run({left: 1}, async () => {
          running += 1
          most = Math.max(most, running)
          await Promise.resolve()
          running -= 1
        }),
      ),
    )
    expect(most).toBe(3)
    expect(turns.active).toBe(0)
  })

  it('lets the one with most left go first, and equals in order of arrival', async () => {
    const turns = new Turns(1)
    const seen: string[] = []
    const call = (name: string, left: number) => turns.run({left}, async () => void seen.push(name))
    await Promise.all([call('first', 1), call('short', 1), call('long', 9), call('also short', 1), call('longer', 20)])
    expect(seen).toEqual(['first', 'longer', 'long', 'short', 'also short'])
  })

  it('starts what waits as soon as more may run', async () => {
    const turns = new Turns(1)
    let finish = () => {}
    const slow = turns.run({left: 1}, () => new Promise<void>((resolve) => (finish = resolve)))
    const quick = turns.run({left: 1}, async () => 'quick')
    turns.concurrency = 2
    expect(await quick).toBe('quick')
    finish()
    await slow
  })

  it('goes on after a call that failed', async () => {
    const turns = new Turns(1)
    const failed = turns.run({left: 1}, () => Promise.reject(new Error('no')))
    const next = turns.run({left: 1}, async () => 'yes')
    await expect(failed).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })

  it('prepares those that come next while others have their turn, as many as may run, and each once', async () => {
    const turns = new Turns(2)
    const seen: string[] = []
    const finish: (() => void)[] = []
    const call = (name: string, left: number) =>
      turns.run(
        {left},
        () => {
          seen.push(`${name} runs`)
          return new Promise<void>((resolve) => finish.push(resolve))
        },
        async () => void seen.push(`${name} prepares`),
      )
    const calls = [call('a', 1), call('b', 1), call('short', 1), call('long', 9), call('middle', 5)]
    await setImmediate()
    await setImmediate()
    expect(seen).toEqual(['a prepares', 'b prepares', 'a runs', 'b runs', 'long prepares', 'middle prepares'])
    while (finish.length > 0) {
      finish.shift()!()
      await setImmediate()
      await setImmediate()
    }
    await Promise.all(calls)
    expect(seen.slice(6)).toEqual(['long runs', 'short prepares', 'middle runs', 'short runs'])
  })

  it('lets the next call leave before anything comes of an answer', async () => {
    const turns = new Turns(1)
    const seen: string[] = []
    const call = async (name: string, left: number) => {
      await turns.run({left}, async () => {
        seen.push(`${name} leaves`)
        await setImmediate()
        await setImmediate()
      })
      seen.push(`${name} was answered`)
    }
    await Promise.all([call('first', 2), call('second', 2)])
    expect(seen).toEqual(['first leaves', 'second leaves', 'first was answered', 'second was answered'])
  })

  it('keeps the place for the conversation that has most left', async () => {
    const turns = new Turns(1)
    const seen: string[] = []
    const long = async (left: number) => {
      const of = {left}
      while (of.left > 0) {
        await turns.run(of, async () => {
          seen.push('long')
          of.left -= 1
        })
      }
    }
    await Promise.all([long(3), turns.run({left: 1}, async () => void seen.push('short'))])
    expect(seen).toEqual(['long', 'long', 'short', 'long'])
  })

  it('throws what went wrong in preparing where its turn comes, and goes on', async () => {
    const turns = new Turns(1)
    const first = turns.run({left: 1}, async () => 'first')
    const failed = turns.run(
      {left: 1},
      async () => 'never',
      () => Promise.reject(new Error('disk full')),
    )
    const next = turns.run({left: 1}, async () => 'next')
    expect(await first).toBe('first')
    await expect(failed).rejects.toThrow('disk full')
    expect(await next).toBe('next')
  })
})
