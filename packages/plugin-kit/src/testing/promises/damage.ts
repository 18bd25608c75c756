import {attempt, errorText, isInputError, messagesOf} from '../attempt.js'
import {type Change, damageContent} from '../damage/damage-content.js'
import {halved} from '../damage/halved.js'
import {hostileNames} from '../damage/hostile-names.js'
import {hugeLines} from '../damage/huge-lines.js'
import {type Damage, judgeDamages} from '../damage/judge.js'
import {junkBeside} from '../damage/junk-beside.js'
import {isJsonText, replaceSpans, spread, textSpans} from '../damage/text-spans.js'
import type {Fixture} from '../input/fixture.js'
import {foreignInputs} from '../input/foreign-inputs.js'
import type {SourcePromise} from '../source-promise.js'

function contains(number: number, title: string, damages: (fixture: Fixture) => Iterable<Damage>): SourcePromise {
  return {
    number,
    title,
    async *check(subject) {
      for (const [index, fixture] of subject.fixtures.entries())
        for await (const problem of judgeDamages(subject, fixture, damages(fixture)))
          yield `fixture ${index}: ${problem}`
    },
  }
}

const containsChange = (number: number, title: string, change: (content: Uint8Array) => Iterable<Change>) =>
  contains(number, title, (fixture) => damageContent(fixture, change))

export const refusesForeignInput: SourcePromise = {
  number: 19,
  title: 'refuses what it cannot read with a sentence',
  async *check(subject) {
    for (const {isNobodys, tree, what} of foreignInputs(subject.fixtures)) {
      const reading = await attempt(subject, tree)
      if (reading.failure && !isInputError(reading.failure.error))
        yield `${what}: threw ${errorText(reading.failure.error)}`
      if (!isNobodys || reading.failure) continue
      if (messagesOf(reading).length > 0) yield `${what}: gave messages`
      else if (reading.notices.length + reading.skips.length === 0)
        yield `${what}: read as an empty export, without a word`
    }
  },
}

export const survivesTruncation = containsChange(20, 'survives a file that was cut short', function* (content) {
  if (content.length > 1) yield {how: 'cut short', content: halved(content)}
})

export const survivesEmptiness = containsChange(21, 'survives a file with nothing in it', function* () {
  yield {how: 'with zero bytes', content: ''}
  yield {how: 'with nothing but a line break', content: '\n'}
})

export const survivesEncodings = containsChange(22, 'survives a file in another encoding', function* (content) {
  const text = Buffer.from(content).toString()
  yield {how: 'as UTF-16', content: Buffer.from(`\ufeff${text}`, 'utf16le')}
  yield {how: 'as UTF-8 with a byte order mark', content: `\ufeff${text}`}
  const spans = spread(textSpans(text), 12)
  for (const span of spans) {
    const broken = replaceSpans(text, [span], () => `${span.text}\u00e9`)
    yield {how: `as Latin-1 (byte ${span.end})`, content: Buffer.from(broken, 'latin1'), mustReport: isJsonText(text)}
  }
})

export const survivesSurrogates = containsChange(23, 'survives halves of characters', function* (content) {
  const text = Buffer.from(content).toString()
  for (const span of spread(textSpans(text), 24)) {
    const how = `with a lone surrogate before ${JSON.stringify(span.text)}`
    if (isJsonText(text)) yield {how, content: replaceSpans(text, [span], () => `\\ud83d${span.text}`)}
    // Elsewhere there are no escapes: the three bytes that such a half would have.
    else yield {how, content: splicedBytes(text, span.start, [0xed, 0xa0, 0xbd]), mustReport: false}
  }
})

function splicedBytes(text: string, at: number, bytes: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from(bytes), Buffer.from(text.slice(at))])
}

const WORDS = ['__proto__', 'constructor']

export const survivesPrototypes = containsChange(24, 'survives keys and names like __proto__', function* (content) {
  const text = Buffer.from(content).toString()
  const spans = textSpans(text)
  for (const word of WORDS) {
    for (const kind of [true, false]) {
      const names = new Set(
        spans.filter(({isKey, text: {length}}) => isKey === kind && length > 0).map((span) => span.text),
      )
      for (const name of spread([...names], 40)) {
        const hit = spans.filter((span) => span.isKey === kind && span.text === name)
        const how = `with ${word} for the ${kind ? 'key' : 'value'} ${JSON.stringify(name.slice(0, 40))}`
        yield {how, content: replaceSpans(text, hit, () => word), mustReport: isJsonText(text)}
      }
    }
  }
})

export const survivesNames = contains(25, 'survives names of files that lead elsewhere or nowhere', hostileNames)

export const survivesHugeLines = contains(26, 'survives a huge line and a huge value', hugeLines)

export const survivesJunk = contains(27, 'survives files that do not belong to the export', junkBeside)
