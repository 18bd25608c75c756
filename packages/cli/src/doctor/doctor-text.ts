import {type Paint, paragraphs} from '@everport/plugin-kit/text'
import type {Check} from './check.js'

/** A line or a few for each check, with what to do under those that failed. */
export function doctorText(checks: readonly Check[], paint: Paint): string {
  const width = Math.max(...checks.map(({about}) => about.length))
  const indent = ' '.repeat(width + 5)
  const lines = checks.flatMap(({about, found, ok, todo}) => [
    `  ${ok ? paint.good('✓') : paint.bad('✗')} ${paint.strong(about.padEnd(width))} ${found.replaceAll('\n', `\n${indent}`)}`,
    ...todo.map((one) => `${indent}→ ${one}`),
  ])
  const failed = checks.filter(({ok}) => !ok).length
  return paragraphs(lines, failed === 0 ? 'All is well.' : `${failed} of ${checks.length} need something done.`)
}
