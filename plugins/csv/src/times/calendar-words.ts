/** Languages whose names of months are understood. Chinese, Japanese and Korean write months as numbers. */
const LOCALES = 'en de fr es pt it nl sv da nb fi pl cs uk ru tr ro hu el id'.split(' ')

let months: Map<string, number> | undefined
let weekdays: Set<string> | undefined

/** 1 to 12 for the name of a month, long or short, in any of the languages; names that mean two months are not understood. */
export function monthOf(word: string): number | undefined {
  months ??= monthNames()
  return months.get(bare(word))
}

export function isWeekday(word: string): boolean {
  weekdays ??= weekdayNames()
  return weekdays.has(bare(word))
}

function monthNames(): Map<string, number> {
  const found = new Map<string, Set<number>>([['sept', new Set([9])]])
  for (const format of formats('month')) {
    for (let month = 1; month <= 12; month += 1) {
      const word = namePart(format, new Date(Date.UTC(2024, month - 1, 5)), 'month')
      if (word !== undefined) found.set(word, (found.get(word) ?? new Set()).add(month))
    }
  }
  return new Map(
    [...found].flatMap(([word, [month = 0, ...others]]) => (others.length === 0 ? [[word, month] as const] : [])),
  )
}

function weekdayNames(): Set<string> {
  const found = new Set<string>()
  for (const format of formats('weekday')) {
    for (let day = 1; day <= 7; day += 1) {
      const word = namePart(format, new Date(Date.UTC(2024, 0, day)), 'weekday')
      if (word !== undefined) found.add(word)
    }
  }
  return found
}

/** Long and short names in all languages; of months also beside a day, where some languages inflect them. */
function formats(part: 'month' | 'weekday'): Intl.DateTimeFormat[] {
  const options: Intl.DateTimeFormatOptions[] = [{[part]: 'long'}, {[part]: 'short'}]
  if (part === 'month') options.push({month: 'long', day: 'numeric'}, {month: 'short', day: 'numeric'})
  return LOCALES.flatMap((locale) =>
    options.map((option) => new Intl.DateTimeFormat(locale, {...option, timeZone: 'UTC'})),
  )
}

function namePart(format: Intl.DateTimeFormat, date: Date, part: 'month' | 'weekday'): string | undefined {
  const value = format.formatToParts(date).find(({type}) => type === part)?.value
  return value === undefined || /^\d/.test(value) ? undefined : bare(value)
}

function bare(word: string): string {
  return word.normalize('NFKC').toLowerCase().replace(/\.$/, '')
}
