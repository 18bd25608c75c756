import {cleanText} from './clean-text.js'
import {listOf} from './list-of.js'
import type {RawEmbed} from './raw.js'

/** An embed as lines: title, description, `name: value` fields, footer. Colours, pictures and the author line stay out. */
export function embedText(embed: RawEmbed): string {
  const fields = listOf(embed.fields).map(({name, value}) => join(': ', name, value))
  return join('\n', embed.title, embed.description, ...fields, embed.footer?.text)
}

function join(separator: string, ...parts: unknown[]): string {
  return parts
    .map((part) => cleanText(part).trim())
    .filter((part) => part !== '' && part !== '\u200B')
    .join(separator)
}
