import type {Place} from '@everport/core/model'

/** `general/2016-01-02.json, line 4`. */
export function placeText({byte, file, line, record}: Place): string {
  const parts = [file]
  if (record !== undefined) parts.push(`record ${record}`)
  if (line !== undefined) parts.push(`line ${line}`)
  if (byte !== undefined && line === undefined && record === undefined) parts.push(`byte ${byte}`)
  return parts.join(', ')
}
