import type {Attachment} from '../model/record.js'

/**
 * The content that is sent for a message: its text, then a line for each attachment, because EverOS stores text only.
 * Empty when there is nothing to say. Lone surrogates become U+FFFD and NUL goes: neither survives JSON and SQLite unchanged.
 */
export function content(text: string, attachments: readonly Attachment[] | undefined, mention: boolean): string {
  let result = clean(text).trim()
  if (mention && attachments) {
    for (const {kind, name, uri} of attachments) {
      const label = clean(name).trim() || (uri ?? '')
      const link = uri !== undefined && /^https?:/.test(uri) && uri !== label ? ` ${uri}` : ''
      result += `${result === '' ? '' : '\n'}[${kind}${label === '' ? '' : `: ${label}`}${link}]`
    }
  }
  return result
}

function clean(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed()
  return wellFormed.includes('\u0000') ? wellFormed.replaceAll('\u0000', '') : wellFormed
}
