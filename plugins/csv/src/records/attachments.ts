import type {Attachment} from '@everport/plugin-kit'

const KINDS: readonly [RegExp, Attachment['kind']][] = [
  [/\.(png|jpe?g|gif|webp|heic|bmp|svg|avif|tiff?)$/i, 'image'],
  [/\.(mp4|mov|webm|avi|mkv|m4v|3gp)$/i, 'video'],
  [/\.(mp3|ogg|opus|wav|m4a|aac|flac|amr|silk)$/i, 'audio'],
]

/** The references in an attachments cell: one, a JSON list, or several separated by line ends, `;`, `|`, or by `,` before an address. */
export function parseAttachments(cell: string): Attachment[] {
  return references(cell.trim())
    .map((reference) => reference.trim())
    .filter((reference) => reference !== '' && !/^(null|nan|none|n\/a|\[\]|\{\})$/i.test(reference))
    .map(attachment)
}

function references(cell: string): string[] {
  if (cell.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(cell)
      if (Array.isArray(list)) return list.map(referenceOf)
    } catch {
      // A name that happens to start with a bracket.
    }
  }
  return cell.split(/\r?\n|[;|]|,(?=\s*(?:https?:\/\/|[^\s,]+\.\w{2,4}\s*(?:,|$)))/)
}

function referenceOf(item: unknown): string {
  if (typeof item === 'string') return item
  if (typeof item !== 'object' || item === null) return ''
  const {url, path, name, filename} = item as Record<string, unknown>
  const found = [url, path, filename, name].find((value) => typeof value === 'string')
  return typeof found === 'string' ? found : ''
}

function attachment(reference: string): Attachment {
  const uri = withoutSecrets(reference)
  const name = decoded(uri.split(/[\\/]/).at(-1) || uri)
  return {kind: KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'file', name, ...(uri === name ? {} : {uri})}
}

/** Addresses of files carry keys in their query and their user part. */
function withoutSecrets(reference: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(reference)
    ? reference.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1')
    : reference
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
