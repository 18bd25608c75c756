import type {IncomingMessage} from '../check/incoming-message.js'
import {messageText} from '../check/message-text.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import {AnyFault, type Fault, type ParsedFault, type ParsedInjectedFault, type RequestKind} from './fault.js'
import {RateLimit} from './rate-limit.js'

interface Armed {
  fault: ParsedInjectedFault
  matched: number
  fired: number
}

/**
 * Decides which request meets which fault. Same faults, same seed and same order of requests: same decisions. A request meets
 * at most one injected fault, the first in order that fires; all others that match still count it.
 */
export class FaultPlan {
  readonly #random: () => number
  #all: ParsedFault[] = []
  #armed: Armed[] = []
  #rates: RateLimit[] = []
  #patterns: RegExp[] = []

  constructor(faults: readonly Fault[], random: () => number) {
    this.#random = random
    for (const fault of faults) this.push(fault)
  }

  /** Throws a ZodError when it is not a fault. */
  push(input: Fault): void {
    const fault = AnyFault.parse(input)
    this.#all.push(fault)
    if ('do' in fault) this.#armed.push({fault, matched: 0, fired: 0})
    else if ('ratePerSecond' in fault) this.#rates.push(new RateLimit(fault.ratePerSecond))
    else if ('rejectText' in fault) this.#patterns.push(new RegExp(fault.rejectText))
  }

  clear(): void {
    this.#all = []
    this.#armed = []
    this.#rates = []
    this.#patterns = []
  }

  list(): readonly ParsedFault[] {
    return this.#all
  }

  next(kind: RequestKind, names: readonly string[]): ParsedInjectedFault | undefined {
    let hit: Armed | undefined
    for (const armed of this.#armed) {
      const {fault} = armed
      if (fault.on !== 'any' && fault.on !== kind) continue
      if (fault.conversation !== undefined && !names.includes(fault.conversation)) continue
      armed.matched += 1
      const drawn = fault.rate === undefined || this.#random() < fault.rate
      if (hit !== undefined || !drawn || (fault.times !== undefined && armed.fired >= fault.times)) continue
      if (fault.nth !== undefined && armed.matched !== fault.nth) continue
      if (fault.every !== undefined && armed.matched % fault.every !== 0) continue
      hit = armed
    }
    if (hit !== undefined) hit.fired += 1
    return hit?.fault
  }

  /** Throws what the smallest body limit answers, once a body is known to be longer. */
  checkBody(bytes: number): void {
    for (const fault of this.#all)
      if ('maxBodyBytes' in fault && bytes > fault.maxBodyBytes)
        throw new Refusal(fault.status, fault.status === 413 ? 'Request Entity Too Large' : 'Forbidden')
  }

  checkRate(now: number): void {
    for (const rate of this.#rates) {
      const seconds = rate.take(now)
      if (seconds !== undefined)
        throw new Refusal(429, 'Rate limit exceeded', {headers: {'Retry-After': String(seconds)}})
    }
  }

  checkTexts(messages: readonly IncomingMessage[]): void {
    for (const pattern of this.#patterns) {
      const index = messages.findIndex((message) => pattern.test(messageText(message.content)))
      if (index >= 0) throw new InvalidBody('Value error, content was rejected', ['messages', index, 'content'])
    }
  }
}
