/** Line ends become `\n`; NUL bytes go; half characters become U+FFFD. Everything else is the author's, zero-width and RTL marks too. */
export function cleanText(text: unknown): string {
  if (typeof text !== 'string') return ''
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed()
  return UNCLEAN.test(wellFormed) ? wellFormed.replaceAll('\r\n', '\n').replaceAll('\u0000', '') : wellFormed
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is where they are taken out
const UNCLEAN = /[\r\u0000]/
