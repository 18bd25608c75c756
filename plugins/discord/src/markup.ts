/** Names that raw markup refers to by id. Undefined when nothing in the export tells. */
export interface Names {
  user(id: string): string | undefined
  role(id: string): string | undefined
  channel(id: string): string | undefined
}

// Code, escapes and masked links come first: what stands inside them is the author's literal text.
const TOKEN = new RegExp(
  [
    '(?<literal>```[\\s\\S]*?```|``[\\s\\S]*?``|`[^`]*`|\\\\[\\\\<`|]|\\]\\(<[^<>\\s]+>\\))',
    '<@!?(?<user>\\d+)>',
    '<@&(?<role>\\d+)>',
    '<#(?<channel>\\d+)>',
    '<a?:(?<emoji>\\w+):\\d+>',
    '<t:(?<instant>-?\\d{1,17})(?::(?<style>[tTdDfFsSR]))?>',
    '<\\/(?<command>[^<>:]+):\\d+>',
    '<id:(?<navigation>[\\w-]+)>',
    '<(?<link>https?:\\/\\/[^<>\\s]+)>',
  ].join('|'),
  'g',
)

/** False for most texts: then there is nothing to resolve. */
export function mayHoldMarkup(text: string): boolean {
  return text.includes('<')
}

/**
 * Resolves the markup that Discord sends and that exporters leave in on request: `<@1>` becomes `@name`, `<:blob:2>` becomes
 * `:blob:`, `<t:1700000000>` an ISO time. An id without a name stays visible (`@1`). Text that an exporter has already rendered
 * passes unchanged, as does Markdown.
 */
export function renderMarkup(text: string, names: Names): string {
  if (!mayHoldMarkup(text)) return text
  return text.replace(TOKEN, (whole, ...rest) => {
    const found = rest.at(-1) as Record<string, string | undefined>
    const {user, role, channel, emoji, instant, style, command, navigation, link} = found
    if (user !== undefined) return `@${names.user(user) ?? user}`
    if (role !== undefined) return `@${names.role(role) ?? `role-${role}`}`
    if (channel !== undefined) return `#${names.channel(channel) ?? channel}`
    if (emoji !== undefined) return `:${emoji}:`
    if (instant !== undefined) return renderInstant(Number(instant), style) ?? whole
    if (command !== undefined) return `/${command}`
    if (navigation !== undefined) return `#${navigation}`
    return link ?? whole
  })
}

function renderInstant(seconds: number, style: string | undefined): string | undefined {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return undefined
  const iso = date.toISOString()
  return style === 'd' || style === 'D' ? iso.slice(0, iso.indexOf('T')) : iso.replace('.000Z', 'Z')
}
