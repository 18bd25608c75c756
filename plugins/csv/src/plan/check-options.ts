import {EverportError} from '@everport/plugin-kit'
import {closest} from '../columns/closest-name.js'
import type {Options} from '../options.js'
import {isEncoding} from '../physical/encoding.js'
import {startOf} from '../records/row-clock.js'
import {isZone} from '../times/decide-clock.js'

/** @throws EverportError `CONFIG_INVALID` for a value that the schema cannot judge: an unknown zone or encoding, a time that is none */
export function checkOptions(options: Pick<Options, 'timezone' | 'encoding' | 'startTime' | 'delimiter'>): void {
  const {timezone, encoding, startTime, delimiter} = options
  if (timezone !== undefined && !isZone(timezone)) {
    const near = closest(timezone, Intl.supportedValuesOf('timeZone'))
    throw invalid(`timezone: there is no IANA zone "${timezone}"`, [
      near === undefined ? 'examples: Europe/Berlin, America/New_York, UTC' : `did you mean ${near}?`,
    ])
  }
  if (encoding !== undefined && !isEncoding(encoding)) {
    throw invalid(`encoding: "${encoding}" is not known`, [
      'examples: utf-8, utf-16le, windows-1252, windows-1251, shift_jis, gb18030',
    ])
  }
  if (startTime !== undefined && startOf(startTime) === undefined) {
    throw invalid(`start-time: "${startTime}" is no full time with its zone`, ['example: 2024-03-01T09:00:00Z'])
  }
  if (delimiter !== undefined && /["\r\n]/.test(delimiter)) {
    throw invalid('delimiter: quotes and line ends have other duties', ['examples: ";" or "\\t"'])
  }
}

function invalid(message: string, hints: string[]): EverportError {
  return new EverportError('CONFIG_INVALID', message, {hints})
}
