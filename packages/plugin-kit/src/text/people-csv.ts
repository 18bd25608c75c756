import type {ListedPerson} from '@everport/core/run'

const COLUMNS = ['source', 'native', 'id', 'name', 'bot', 'email', 'handle', 'messages', 'first', 'last'] as const

/** Everyone as CSV (RFC 4180 with line feeds), times in ISO form. */
export function peopleCsv(people: readonly ListedPerson[]): string {
  const rows = people.map(({first, last, ...person}) => {
    const cells: Record<string, string | number | boolean | undefined> = {...person, first: iso(first), last: iso(last)}
    return COLUMNS.map((column) => cell(String(cells[column] ?? ''))).join(',')
  })
  return [COLUMNS.join(','), ...rows].join('\n')
}

/** A name that begins like a formula gets a ' in front: spreadsheets would run it. */
function cell(text: string): string {
  const safe = /^[=@\t\r]|^[+-](?!\d+$)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString()
}
