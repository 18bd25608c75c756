import type {Gunzip, InflateRaw} from 'node:zlib'

/**
 * Bytes given to the inflater at a time: at most an eighth of those before. What it makes of the slice in which it finds damage is lost, so
 * they are few; with a quarter of the largest all would take twice the time.
 */
const SMALLEST = 512
const LARGEST = 16 * 1024
const PART = 8

/**
 * What an inflater makes of some pieces, each valid until the next is asked for. Everything that it made before it fails is given first, which
 * a stream does not do: there, what waits to be read goes with the failure.
 * @throws what the inflater fails with, and what the pieces throw
 */
export async function* inflate(
  inflater: Gunzip | InflateRaw,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let taken = 0
  let made: Uint8Array[] = []
  let failure: Error | undefined
  let isOver = false
  let goOn = () => {}
  const step = (start: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      // A failure and an end before the last byte are told by their events alone.
      goOn = resolve
      start(resolve)
    })
  const handOver = () => {
    const ready = made
    made = []
    return ready
  }
  // With somebody listening nothing waits inside.
  inflater.on('data', (piece: Uint8Array) => made.push(piece))
  inflater.on('error', (error) => {
    failure ??= error
    goOn()
  })
  inflater.on('end', () => {
    isOver = true
    goOn()
  })
  try {
    for await (const piece of pieces) {
      // What stands behind the end is not looked at.
      for (let at = 0; at < piece.length && !isOver; ) {
        const slice = piece.subarray(at, at + Math.min(LARGEST, Math.max(SMALLEST, taken / PART)))
        at += slice.length
        taken += slice.length
        await step((done) => inflater.write(slice, () => done()))
        yield* handOver()
        if (failure !== undefined) throw failure
      }
      if (isOver) return
    }
    await step(() => inflater.end())
    yield* handOver()
    if (failure !== undefined) throw failure
  } finally {
    inflater.destroy()
  }
}
