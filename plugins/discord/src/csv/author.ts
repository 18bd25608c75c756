export interface CsvAuthor {
  name: string
  /** Four digits; absent for names of the new style. */
  tag?: string
  /** `#0000` marks webhooks, and accounts that were deleted. */
  isWebhook: boolean
}

/** `Ann#0042`, `c#dev#1234` (only the last four digits are the tag), `ann_99`. */
export function parseCsvAuthor(cell: string): CsvAuthor {
  const match = /^(.+)#(\d{4})$/s.exec(cell.trim())
  if (match === null) return {name: cell.trim(), isWebhook: false}
  const [, name, tag] = match
  return {name: name!, tag: tag!, isWebhook: tag === '0000' && name !== 'Deleted User'}
}
