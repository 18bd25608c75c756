const LONE_SURROGATE = /\p{Surrogate}/gu

/** Line ends become `\n`; NUL bytes go; half characters become U+FFFD. Everything else is the author's, zero-width and RTL marks too. */
export function cleanText(text: unknown): string {
  if (typeof text !== 'string') return ''
  return text.replaceAll('\r\n', '\n').replaceAll('\u0000', '').replace(LONE_SURROGATE, '\uFFFD')
}
