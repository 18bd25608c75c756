/** One write whose answer the client has not had yet. */
export interface Flight {
  end(): void
}

// A client that lets go of a connection and writes on another may be heard in the other order.
const TURNS = 3

/** Writes to each conversation that are under way, from the client's point of view. */
export class InFlight {
  readonly #flights = new Map<string, Set<Flight>>()

  begin(conversation: string): Flight {
    const flights = this.#flights.get(conversation) ?? new Set()
    this.#flights.set(conversation, flights)
    const flight: Flight = {
      end: () => {
        flights.delete(flight)
        if (flights.size === 0 && this.#flights.get(conversation) === flights) this.#flights.delete(conversation)
      },
    }
    flights.add(flight)
    return flight
  }

  isBusy(conversation: string): boolean {
    return this.#flights.has(conversation)
  }

  /** How many others are under way still, after the connections that clients have closed are known to be closed. */
  async others(conversation: string): Promise<number> {
    for (let turn = 0; turn < TURNS && this.isBusy(conversation); turn += 1)
      await new Promise((resolve) => setImmediate(resolve))
    return this.#flights.get(conversation)?.size ?? 0
  }
}
