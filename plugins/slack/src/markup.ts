import {emojiOf} from './text/emoji.js'
import type {EmojiStyle, Names} from './text/names.js'

/**
 * Slack's mrkdwn to text (https://docs.slack.dev/messaging/formatting-message-text).
 *
 *   Hi <@U1>, see <https://a.b/?x=1&amp;y=2|docs> :wave:   ->   Hi @Alice, see docs (https://a.b/?x=1&y=2) 👋
 *
 * Only `&`, `<` and `>` are escaped. One pass: what an entity resolves to is never unescaped a second time. In code, entities
 * resolve (Slack links addresses there too) and emoji stay. `*bold*`, `_italic_`, `~strike~`, code and quotes stay as they are.
 */
export function plainText(text: string, names: Names, emoji: EmojiStyle): string {
  const colon = emoji === 'unicode' && text.includes(':')
  if (!colon && !text.includes('<') && !text.includes('&')) return text
  const resolve = (
    match: string,
    code?: string,
    entity?: string,
    short?: string,
    tone?: string,
    at?: number,
  ): string => {
    if (code !== undefined) return code.replace(ENTITIES, resolveEntity)
    if (entity !== undefined) return entityText(entity, names) ?? match
    if (short !== undefined) return emojiText(match, short, tone, text, at ?? 0)
    return unescapeText(match)
  }
  const resolveEntity = (match: string, entity?: string): string => resolve(match, undefined, entity)
  return colon ? text.replace(ALL, resolve) : text.replace(ENTITIES, resolveEntity)
}

const ENTITIES = /<([^<>]*)>|&(?:amp|lt|gt);/g
const ALL = /(```[\s\S]*?```|`[^`\n]+`)|<([^<>]*)>|&(?:amp|lt|gt);|:([^\s:<>`&|]{1,100}):(?::skin-tone-([2-6]):)?/g

/** Undoes Slack's escaping of `&`, `<` and `>`, once. */
export function unescapeText(text: string): string {
  return text.includes('&') ? text.replace(/&(amp|lt|gt);/g, (_, name: string) => ESCAPES[name] ?? '') : text
}

const ESCAPES: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>'}

function emojiText(match: string, short: string, tone: string | undefined, text: string, at: number): string {
  // `10:100:20` is a time or a ratio, not a hundred-points emoji.
  if (/^\d+$/.test(short) && (/\d/.test(text[at - 1] ?? '') || /\d/.test(text[at + match.length] ?? ''))) return match
  return emojiOf(short, tone) ?? match
}

/** The text of what stands between `<` and `>`; undefined when it is no entity (a bot's raw `<div>`). */
function entityText(entity: string, names: Names): string | undefined {
  const bar = entity.indexOf('|')
  const target = bar === -1 ? entity : entity.slice(0, bar)
  const label = bar === -1 ? '' : unescapeText(entity.slice(bar + 1))
  const rest = target.slice(1)
  switch (target[0]) {
    case '@':
      return personText(rest, label, names)
    case '#':
      return `#${names.channel(rest) ?? (label === '' ? rest : label.replace(/^#/, ''))}`
    case '!':
      return commandText(rest, label)
    default:
      return linkText(target, label)
  }
}

function personText(id: string, label: string, names: Names): string {
  const name = names.person(id)
  if (name !== undefined) return `@${name}`
  if (label === '') return `@${id}`
  const heard = label.replace(/^@/, '')
  names.heard?.(id, heard)
  return `@${heard}`
}

/** `<!here>`, `<!subteam^S1|@devs>`, `<!date^1392734382^{date_num}^https://…|Feb 18>`. */
function commandText(command: string, label: string): string {
  const [kind = '', argument = ''] = command.split('^', 2)
  if (kind === 'date') return label === '' ? isoTime(argument) : label
  if (kind === 'subteam') return atName(label === '' ? argument : label)
  if (BROADCASTS.has(kind)) return `@${kind}`
  return label === '' ? `@${kind}` : label
}

const BROADCASTS: ReadonlySet<string> = new Set(['here', 'channel', 'everyone', 'group'])

function atName(name: string): string {
  return name.startsWith('@') ? name : `@${name}`
}

/** ISO time of Unix seconds, or the argument when it is no number. */
export function isoTime(seconds: string): string {
  const time = new Date(Number(seconds) * 1000)
  return seconds === '' || Number.isNaN(time.getTime()) ? seconds : time.toISOString().replace('.000Z', 'Z')
}

function linkText(target: string, label: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined
  const address = unescapeText(target)
  const contact = /^(?:mailto|tel):/i.exec(address)
  if (contact !== null) return label === '' ? address.slice(contact[0].length) : label
  return linkWithLabel(address, label)
}

/** `label (address)`, or the address alone when the label says the same. */
export function linkWithLabel(address: string, label: string): string {
  return label === '' || bare(label) === bare(address) ? address : `${label} (${address})`
}

function bare(address: string): string {
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase()
}
