/** What became of a media reference. */
export type ExportPath = {path: string} | {problem: 'not-included' | 'unsafe'}

/**
 * A reference to a media file -> its path inside the export. Instead of a path the writer may put a sentence in brackets
 * ("(File not included. ...)"); hand-edited files may point outside.
 * @param base folder that the reference is relative to, `` or `chats/chat_001`
 */
export function exportPath(reference: string, base = ''): ExportPath {
  if (reference === '' || /(?:^|\s)\((?:File|Photo|Story|Video) /.test(reference) || reference.startsWith('(')) {
    return {problem: 'not-included'}
  }
  if (/^(?:[/\\]|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]+:)/.test(reference) || reference.includes('\u0000'))
    return {problem: 'unsafe'}
  const parts = base === '' ? [] : base.split('/')
  for (const part of reference.split(/[/\\]/)) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return {problem: 'unsafe'}
  }
  return {path: parts.join('/')}
}
