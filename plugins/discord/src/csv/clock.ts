import type {Place} from '@everport/plugin-kit'
import {counted} from '../counted.js'
import type {Reading} from '../reading.js'
import type {CsvDate, DateOrder} from './date.js'
import {createZone} from './zone.js'

/** Discord opened in 2015: an earlier date is a fault of the writer (DiscordChatExporter 2.5 printed 01-Jan-01 for all). */
const EARLIEST = Date.UTC(2015, 0, 1)

export interface CsvClock {
  /** Unix ms, or undefined when the date cannot be right. */
  instant(date: CsvDate, order: DateOrder | undefined, place: Place): number | undefined
  /** Tells how many times fell into a change of the clock. */
  close(): void
}

/** Dates of one reading, in the zone that the user names; without one, in UTC, and says so. */
export function createCsvClock({options, context}: Pick<Reading, 'options' | 'context'>): CsvClock {
  const toInstant = createZone(options.timezone ?? 'UTC')
  const folds = {gap: 0, overlap: 0}
  let isTold = options.timezone !== undefined
  const zoned = (wall: number, place: Place): number => {
    if (!isTold) {
      isTold = true
      const message =
        'The dates of this CSV name no time zone and were read as UTC. If the export was made elsewhere, name its zone: --timezone Europe/Berlin.'
      context.warn({code: 'no-timezone', message, place})
    }
    const {at, fold} = toInstant(wall)
    if (fold !== 'none') folds[fold]++
    return at
  }
  return {
    instant(date, order, place) {
      const wall = date.type === 'either' ? order && date[order] : date.type === 'wall' ? date.wall : undefined
      const at = date.type === 'instant' ? date.at : wall === undefined ? undefined : zoned(wall, place)
      return at === undefined || at < EARLIEST ? undefined : at
    },
    close() {
      const {gap, overlap} = folds
      if (gap + overlap === 0) return
      const message = `${counted(overlap, 'time')} in an hour that the clock showed twice (the first is taken), ${gap} in one that it skipped (moved forward).`
      context.warn({code: 'clock-change', message})
    },
  }
}
