import type {UndoReport} from '@everport/core/run'
import {columns, cut} from './columns.js'
import {counted, figure} from './figures.js'
import type {Paint} from './paint.js'
import {paragraphs, section} from './paragraphs.js'

const SHOWN = 20
const NAME = 32

/** What undoing a run deletes or deleted, and what stays. */
export function undoText({done, kept, removed, run}: UndoReport, paint: Paint): string {
  const rows = removed
    .slice(0, SHOWN)
    .map(({id, messages, name}) => [id, `${figure(messages)} sent`, paint.faint(cut(name, NAME))])
  if (removed.length > SHOWN) rows.push([`and ${counted(removed.length - SHOWN, 'more conversation')}`])
  const stays = kept.map(({id, why}) => `  ${id}: ${why}`)
  return paragraphs(
    removed.length === 0 ? `Nothing of ${run} ${done ? 'was' : 'can be'} deleted.` : '',
    section(
      `${done ? 'Deleted' : 'Would be deleted'}: the memories of ${counted(removed.length, 'conversation')}`,
      removed.length === 0 ? [] : columns(rows, 'lrl'),
      paint,
    ),
    section('Stays', stays, paint),
  )
}
