import type {Attachment} from '@everport/plugin-kit'

const KINDS: ReadonlyArray<[Attachment['kind'], RegExp]> = [
  ['image', /\.(png|jpe?g|gif|webp|avif|bmp|heic|svg|tiff?)$/i],
  ['video', /\.(mp4|mov|webm|mkv|avi|m4v)$/i],
  ['audio', /\.(ogg|mp3|wav|m4a|flac|opus|aac)$/i],
]

/** One attached file. `SPOILER_` is how Discord marks a covered file; the name that people see has no such prefix. */
export function attachment(fileName: string, uri: string | undefined): Attachment {
  const name = fileName.replace(/^SPOILER_/, '') || 'file'
  const kind = KINDS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'file'
  return uri === undefined ? {kind, name} : {kind, name, uri}
}

const SIGNATURE = /[?&](ex|is|hm)=/

/** A public address without the signature that lets its bearer fetch the file; undefined for what is no web address. */
export function publicUrl(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined
  const {hostname, search} = new URL(url)
  const isSigned = /(^|\.)discord(app)?\.(com|net)$/.test(hostname) || SIGNATURE.test(search)
  return isSigned ? url.replace(/[?#].*$/s, '') : url
}

/** The last part of an address or path, decoded: the only name that some exports keep. */
export function fileNameOf(address: string): string {
  const last =
    address
      .replace(/[?#].*$/s, '')
      .split(/[/\\]/)
      .findLast((part) => part !== '') ?? address
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/**
 * Where a path written by an exporter points to, relative to the export: `\` of Windows becomes `/`, and the path starts at the
 * folder of the file that holds it. Undefined for absolute paths and paths that lead outside.
 */
export function localPath(holder: string, path: string): string | undefined {
  if (/^([A-Za-z]:|[/\\])/.test(path) || /^\w+:\/\//.test(path)) return undefined
  const parts = holder.split('/').slice(0, -1)
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/').normalize('NFC')
}

/** What an attachment's address becomes: a public address, a path inside the export when the file is there, else nothing. */
export function attachmentUri(address: string, holder: string, hasFile: (path: string) => boolean): string | undefined {
  const remote = publicUrl(address)
  if (remote !== undefined) return remote
  const path = localPath(holder, address)
  return path !== undefined && hasFile(path) ? path : undefined
}

/** The attachments of a cell that holds several addresses. */
export function attachmentsFromCell(
  cell: string,
  separator: RegExp,
  holder: string,
  hasFile: (path: string) => boolean,
): Attachment[] {
  const addresses = cell.split(separator).map((address) => address.trim())
  return addresses
    .filter((address) => address !== '')
    .map((address) => attachment(fileNameOf(address), attachmentUri(address, holder, hasFile)))
}
