import {inputError, type SourceContext} from '@everport/plugin-kit'
import {counted} from '../text/counted.js'
import {createLocalClock, formatOffset} from './local-clock.js'
import type {PrintedDate} from './printed-date.js'

const HOUR = 3_600_000
/** Printed dates up to here mean "none": the writer prints a missing date as 1 January 1970. */
const NO_DATE = 366 * 24 * HOUR
/** Telegram began on 2013-08-14. */
const FIRST = Date.UTC(2013, 7, 14)

export interface ClockSettings {
  /** What the person gave; wins over everything that is printed, but not over unix times. */
  timezone: string | undefined
  /** For the notices. */
  file: string
  parse(printed: unknown): PrintedDate | undefined
  /** A printed offset is the zone's winter offset all year (HTML exports), so a known zone is better. */
  offsetIsStandard: boolean
}

/** What an export says about time -> unix ms. One for each file or page sequence that is read. */
export class MessageClock {
  readonly #settings: ClockSettings
  #local
  #previous = Number.NEGATIVE_INFINITY
  #clamped = 0
  #suspicious = 0
  readonly #standardOffsets = new Set<number>()

  constructor(settings: ClockSettings) {
    this.#settings = settings
    this.#local = settings.timezone === undefined ? undefined : createLocalClock(settings.timezone)
  }

  get hasZone(): boolean {
    return this.#local !== undefined
  }

  /** A new conversation begins: its times may lie before those of the last one. */
  startConversation(): void {
    this.#previous = Number.NEGATIVE_INFINITY
  }

  /**
   * When a message was sent; undefined when it carries no date. Messages of a conversation must be asked for in their order.
   * @throws InputError `INPUT_NEEDS_OPTION` when the date is local and nothing tells the zone
   */
  sent(unixtime: unknown, printed: unknown): number | undefined {
    const at = unixMs(unixtime) ?? this.#inOrder(printed)
    if (at === undefined || at <= 0) return undefined
    if (at < FIRST || at > Date.now() + 24 * HOUR) this.#suspicious += 1
    this.#previous = at
    return at
  }

  /** When a message was edited, or undefined when it was not or nobody can tell. */
  edited(unixtime: unknown, printed: unknown): number | undefined {
    if (unixtime === undefined && printed === undefined) return undefined
    const exact = unixMs(unixtime)
    if (exact !== undefined) return exact > 0 ? exact : undefined
    const date = this.#settings.parse(printed)
    if (!date || date.wall <= NO_DATE) return undefined
    if (date.offset !== undefined) return date.wall - date.offset
    return this.#local?.(date.wall)
  }

  /** The zone that a file reveals by itself, in ms east of Greenwich: better than none, and said so. */
  useHint(offset: number, context: SourceContext): void {
    const {file} = this.#settings
    const zone = formatOffset(offset)
    this.#local = createLocalClock(zone)
    context.warn({
      code: 'guessed-timezone',
      message: `${file} prints local times without a zone. Its edit times reveal that the computer's clock stood at UTC${zone} in January 1970, and that is taken for all dates; to be exact, give --timezone (for example --timezone Europe/Berlin).`,
      place: {file},
    })
  }

  /** Says what was noticed on the way. */
  finish(context: SourceContext): void {
    const {file} = this.#settings
    if (this.#standardOffsets.size > 0) {
      const offsets = [...this.#standardOffsets].sort((a, b) => a - b).map((offset) => `UTC${formatOffset(offset)}`)
      context.warn({
        code: 'standard-offset',
        message: `${file} prints its times with ${offsets.join(' and ')}, and Telegram prints the winter offset all year: where clocks change, summer messages come out one hour late. To be exact, give --timezone (for example --timezone Europe/Berlin).`,
        place: {file},
      })
    }
    if (this.#clamped > 0) {
      context.warn({
        code: 'clock-ran-back',
        message: `${file}: ${counted(this.#clamped, 'message')} dated before the one it follows, as in the autumn hour that clocks strike twice; the time of that one was taken.`,
        place: {file},
      })
    }
    if (this.#suspicious > 0) {
      context.warn({
        code: 'suspicious-date',
        message: `${file}: ${counted(this.#suspicious, 'message')} dated before Telegram began (August 2013) or in the future; the dates were kept.`,
        place: {file},
      })
    }
  }

  #inOrder(printed: unknown): number | undefined {
    const date = this.#settings.parse(printed)
    if (!date || date.wall <= NO_DATE) return undefined
    const {offsetIsStandard, file} = this.#settings
    if (date.offset !== undefined && !offsetIsStandard) return date.wall - date.offset
    let at: number
    if (this.#local) at = this.#local(date.wall, this.#previous)
    else if (date.offset !== undefined) {
      this.#standardOffsets.add(date.offset)
      at = date.wall - date.offset
    } else throw needsZone(file)
    // In the autumn hour that is struck twice a printed clock runs back, but the order of the file does not.
    if (at >= this.#previous || this.#previous - at > HOUR) return at
    this.#clamped += 1
    return this.#previous
  }
}

function unixMs(unixtime: unknown): number | undefined {
  if (unixtime === undefined || unixtime === null || unixtime === '') return undefined
  const at = Number(unixtime) * 1000
  return Number.isSafeInteger(at) ? at : undefined
}

function needsZone(file: string): Error {
  return inputError(
    'INPUT_NEEDS_OPTION',
    `${file} prints local times without their time zone (exports made before June 2022 do).`,
    {
      hints: [
        'Add --timezone with the zone of the computer that made the export, for example --timezone Europe/Berlin.',
        'Or export the chat again with a current Telegram Desktop, which writes exact times.',
      ],
      place: {file},
    },
  )
}
