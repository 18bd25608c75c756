/**
 * Exports carry `?t=xoxe-…` and `?token=xoxe-…` on file links: whoever has one opens the file until the token is revoked.
 * Nothing that leaves this source may hold one.
 */
const ADDRESS = /https?:\/\/[^\s<>|"]+/g
const TOKEN_PARAMETER = /(^|&)[\w.-]+=xox[a-z][^&]*/g
const EXPORT_TOKEN = /xoxe[.-][\w.%-]+/g

/** Takes Slack tokens out of a text: the parameter of an address that holds one, and any export token standing free. */
export function withoutTokens(text: string): string {
  if (!text.includes('xox')) return text
  return text.replace(ADDRESS, withoutTokenParameters).replace(EXPORT_TOKEN, '[token removed]')
}

/** The address of a file without its query, which is where the token stands. Undefined when nothing is left. */
export function fileAddress(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const end = value.search(/[?#]/)
  const address = withoutTokens(end === -1 ? value : value.slice(0, end))
  return address === '' ? undefined : address
}

function withoutTokenParameters(address: string): string {
  const start = address.indexOf('?')
  if (start === -1 || !address.includes('xox')) return address
  const query = address
    .slice(start + 1)
    .replaceAll('&amp;', '&')
    .replace(TOKEN_PARAMETER, '')
    .replace(/^&/, '')
  return query === '' ? address.slice(0, start) : `${address.slice(0, start)}?${query}`
}
