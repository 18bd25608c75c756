import type {GroupedNotice} from '@everport/core/run'
import {counted} from './figures.js'
import type {Paint} from './paint.js'
import {placeText} from './place-text.js'

/** Each kind of notice with its first example, and how many more there are. */
export function noticesText(notices: readonly GroupedNotice[], paint: Paint): string[] {
  return notices.flatMap(({code, count, examples}) => {
    const [first] = examples
    if (!first) return []
    const where = first.place ? paint.faint(` (${placeText(first.place)})`) : ''
    const more = count > 1 ? [paint.faint(`    and ${counted(count - 1, 'more', 'more')} of ${code}`)] : []
    return [`  ${first.message}${where}`, ...more]
  })
}
