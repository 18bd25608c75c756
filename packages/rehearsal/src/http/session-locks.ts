/**
 * Lets writes to one conversation happen one after the other, as the self-hosted server's lock per session does: a client that gave up
 * on a slow add and sends it again waits behind itself (OSS10 _session_lock.py, memorize.py:166-178).
 */
export class SessionLocks {
  readonly #last = new Map<string, Promise<void>>()

  /** Waits for its turn; the returned function ends it. */
  async take(key: string): Promise<() => void> {
    const before = this.#last.get(key)
    let free = (): void => {}
    const mine = new Promise<void>((resolve) => {
      free = resolve
    })
    this.#last.set(key, mine)
    await before
    return () => {
      free()
      if (this.#last.get(key) === mine) this.#last.delete(key)
    }
  }

  isTaken(key: string): boolean {
    return this.#last.has(key)
  }
}
