import type {Paint} from './paint.js'

/** Paragraphs of a report: the ones without lines are left out, an empty line stands between the others. */
export function paragraphs(...parts: readonly (string | readonly string[] | undefined)[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : (part ?? []).join('\n')))
    .filter((part) => part !== '')
    .join('\n\n')
}

/** A heading over some lines; nothing when there are none. */
export function section(title: string, lines: readonly string[], paint: Paint): readonly string[] {
  return lines.length === 0 ? [] : [paint.strong(title), ...lines]
}
