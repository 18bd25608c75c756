/** The text of a forward, with its true author in front; a post that a channel forwards into its own group needs none. */
export function forwardedText(author: string, sender: string, text: string): string {
  if (author === sender) return text
  return `[forwarded from ${author}]${text === '' ? '' : `\n${text}`}`
}
