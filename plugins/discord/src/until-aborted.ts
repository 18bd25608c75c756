/**
 * The pieces of a file for as long as the signal allows: it holds in stretches, too, that yield no record for gigabytes.
 * @throws the signal's reason. Ending quietly would look like a file that was cut.
 */
export async function* untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted()
  for await (const chunk of chunks) {
    yield chunk
    signal.throwIfAborted()
  }
}
