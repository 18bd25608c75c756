import {CONTRACT} from '@everport/core/source'
import {optionFlags} from '../../flags/option-flag.js'
import type {SourcePromise} from '../source-promise.js'

/** A phrase, not a sentence: it stands in a list. */
function phraseProblem(phrase: unknown): string | undefined {
  if (typeof phrase !== 'string' || phrase.trim() === '') return 'is empty'
  if (phrase !== phrase.trim()) return 'begins or ends with a space'
  if (/[\r\n]/.test(phrase)) return 'has more than one line'
  return phrase.endsWith('.') ? 'ends with a full stop' : undefined
}

function* phraseProblems(what: string, phrases: Iterable<unknown>): Generator<string> {
  for (const phrase of phrases) {
    const problem = phraseProblem(phrase)
    if (problem !== undefined) yield `${what} ${JSON.stringify(phrase)} ${problem}`
  }
}

export const declaresItself: SourcePromise = {
  number: 1,
  title: 'declares what it is',
  async *check({source}) {
    if (source.contract !== CONTRACT) yield `contract is ${source.contract}; this kit speaks ${CONTRACT}`
    if (!/^[a-z][a-z0-9-]*$/.test(source.id))
      yield `the id ${JSON.stringify(source.id)} does not match ^[a-z][a-z0-9-]*$`
    yield* phraseProblems('the name', [source.name])
    if (source.formats.length === 0) yield 'formats is empty'
    yield* phraseProblems('the format', source.formats)
  },
}

export const describesOptions: SourcePromise = {
  number: 2,
  title: 'describes every option, and needs none',
  async *check({source}) {
    let flags: ReturnType<typeof optionFlags>
    try {
      flags = optionFlags(source.options)
    } catch (error) {
      yield error instanceof Error ? error.message : String(error)
      return
    }
    for (const {description, key} of flags) {
      const problem = phraseProblem(description)
      if (problem !== undefined) yield `the description of the option ${key} ${problem}`
      else if (/^[A-Z][a-z]/.test(description)) yield `the description of the option ${key} begins with a capital`
      if (!/^[a-z][a-zA-Z0-9]*$/.test(key)) yield `the option ${JSON.stringify(key)} is not in camelCase`
    }
    const none = source.options.safeParse({})
    if (!none.success)
      yield `without any option: ${none.error.issues[0]?.path.join('.')}: ${none.error.issues[0]?.message}`
    if (source.options.safeParse({noSuchOption: 1}).success)
      yield 'an option that does not exist is taken: use z.strictObject'
  },
}

export const namesLosses: SourcePromise = {
  number: 3,
  title: 'says what it leaves out, and why it skips',
  async *check({source}) {
    yield* phraseProblems('the loss', source.losses)
    for (const reason of Object.keys(source.skips)) {
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(reason))
        yield `the reason ${JSON.stringify(reason)} is not in kebab-case`
    }
    yield* phraseProblems('the meaning of a reason', Object.values(source.skips))
    for (const reason of source.damage ?? [])
      if (!Object.hasOwn(source.skips, reason)) yield `the damage ${JSON.stringify(reason)} is not among the skips`
  },
}
