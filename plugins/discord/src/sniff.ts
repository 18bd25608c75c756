import {decodeUtf8, selectJson} from '@everport/plugin-kit'
import {type CsvLayout, csvLayout} from './csv/generation.js'
import {type JsonHeader, scanHeader} from './json/header.js'

/** How much of a file is looked at to tell what it is. */
export const HEAD = 65_536

/** A format that is known and cannot be read. */
export type RefusedFormat = 'text' | 'html' | 'database' | 'api'

/** What a file is, told by its first bytes. `header` of an exporter's JSON is absent when it does not stand in front. */
export type Sniffed =
  | {format: 'json'; header: JsonHeader | undefined}
  | {format: 'csv'; layout: CsvLayout}
  | {format: 'fragment'; kind: 'json' | 'csv'}
  | {format: 'tracker'}
  | {format: 'days'}
  | {format: 'refused'; as: RefusedFormat}
  | {format: 'empty'}
  | {format: 'foreign'}

const FOREIGN: Sniffed = {format: 'foreign'}

export async function sniff(path: string, head: Uint8Array): Promise<Sniffed> {
  if (head.length === 0) return {format: 'empty'}
  const {text} = decodeUtf8(head)
  const start = text.trimStart()
  if (start.startsWith('{')) return sniffObject(head, start)
  if (start.startsWith('[')) return sniffArray(head)
  if (text.startsWith('SQLite format 3\u0000'))
    return /\.dht$/i.test(path) ? {format: 'refused', as: 'database'} : FOREIGN
  if (start.startsWith('<'))
    return /<title>/i.test(text) && text.includes('chatlog') ? {format: 'refused', as: 'html'} : FOREIGN
  if (/^={62}\r?\nGuild: /.test(start)) return {format: 'refused', as: 'text'}
  const layout = csvLayout(text.split(/[\r\n]/, 1)[0] ?? '')
  if (layout === undefined) return FOREIGN
  return layout.format === 'exporter' ? {format: 'csv', layout} : {format: 'fragment', kind: 'csv'}
}

async function sniffObject(head: Uint8Array, text: string): Promise<Sniffed> {
  const {header, first} = await scanHeader(once(head))
  const {channel, guild} = header
  // `channel_info.json` and the like of other tools have a channel, and no messages.
  const hasMessages = first !== undefined || text.includes('"messages"') || head.length === HEAD
  if (isObject(channel) && 'id' in channel && (isObject(guild) || first !== undefined) && hasMessages)
    return {format: 'json', header}
  if (isObject(first?.author) && typeof first.content === 'string' && first.id !== undefined)
    return {format: 'json', header: undefined}
  // Cut off before the channel
  if (/^\{\s*"guild"\s*:/.test(text) && !text.trimEnd().endsWith('}')) return {format: 'json', header: undefined}
  if (/^\{\s*"meta"\s*:\s*\{/.test(text) && text.includes('"users"')) return {format: 'tracker'}
  if (/^\{\s*"data"\s*:\s*\{\s*"\d+"\s*:\s*\{\s*"\d+"\s*:\s*\{\s*"u"/.test(text)) return {format: 'tracker'}
  // One message of the API a line
  return /"channel_id"\s*:/.test(text) && /"author"\s*:\s*\{[^}]*"username"\s*:/.test(text)
    ? {format: 'refused', as: 'api'}
    : FOREIGN
}

async function sniffArray(head: Uint8Array): Promise<Sniffed> {
  const first = await firstElement(head)
  if (!isObject(first)) return FOREIGN
  if ('ID' in first && 'Timestamp' in first && 'Contents' in first) return {format: 'fragment', kind: 'json'}
  if (typeof first.author === 'string' && typeof first.created_at === 'string') return {format: 'days'}
  return 'channel_id' in first && isObject(first.author) && 'username' in first.author
    ? {format: 'refused', as: 'api'}
    : FOREIGN
}

async function firstElement(head: Uint8Array): Promise<unknown> {
  for await (const matches of selectJson(once(head), [{path: '[]'}])) {
    for (const match of matches) if (match.error === undefined) return match.value
  }
  return undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function* once(head: Uint8Array): AsyncGenerator<Uint8Array> {
  yield head
}
