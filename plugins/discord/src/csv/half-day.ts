import {type CsvDate, namesHalfOfDay} from './date.js'

/** Fewer dates may well all lie before one in the afternoon. */
const ENOUGH = 100

export interface HalfDayWatch {
  note(date: CsvDate, cell: string): void
  /** True when the dates look like a twelve-hour clock that lost its AM and PM. */
  isLost(): boolean
}

/**
 * The exporter's old format ends in AM or PM, and many languages of Windows have no words for them: 07:28 in the evening then looks
 * like the morning. Such a clock never shows an hour 0 and none above 12.
 */
export function createHalfDayWatch(): HalfDayWatch {
  let count = 0
  let isWhole = false
  return {
    note(date, cell) {
      if (isWhole || date.type !== 'wall') return
      const hour = new Date(date.wall).getUTCHours()
      isWhole = hour === 0 || hour > 12 || namesHalfOfDay(cell)
      count++
    },
    isLost: () => !isWhole && count >= ENOUGH,
  }
}
