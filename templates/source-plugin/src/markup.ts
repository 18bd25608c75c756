/**
 * Pigeon's markup as plain text: `*strong*` and `_soft_` lose their marks, `[words](address)` becomes `words (address)`, `@id`
 * becomes `@Name` when the person is known.
 */
export function plainText(markup: string, nameOf: (id: string) => string | undefined): string {
  return markup
    .replace(/\[([^[\]\n]+)\]\(([^()\s]+)\)/g, '$1 ($2)')
    .replace(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, '$1')
    .replace(/(?<![\w_])_([^_\n]+)_(?![\w_])/g, '$1')
    .replace(/(?<!\w)@([\w-]+)/g, (mention, id: string) => `@${nameOf(id) ?? mention.slice(1)}`)
}
