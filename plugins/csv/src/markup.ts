/** Entities of HTML 4 from 160 to 255, in order: what mail and help-desk tools write. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
const ENTITIES = new Map<string, string>([
  ...LATIN.split(' ').map((name, index) => [name, String.fromCharCode(160 + index)] as const),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    hellip: '…',
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    bull: '•',
    euro: '€',
    trade: '™',
    rarr: '→',
    larr: '←',
    zwj: '\u200D',
    zwnj: '\u200C',
  }),
])

const TAG =
  /<\/?(?:p|div|br|span|b|i|u|s|em|strong|a|ul|ol|li|h[1-6]|table|thead|tbody|tr|td|th|blockquote|pre|code|img|hr|html|body|head|font|figure|style|script)(?:\s+[a-z][\w:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?)*\s*\/?>/i
const TAGS = new RegExp(TAG.source, 'gi')
const WHOLE = /^\s*<(p|div|html|body|table|ul|ol|h[1-6]|blockquote)\b[^<>]*>[\s\S]*<\/\1>\s*$/i
const ENTITY = /&(?:#x?[0-9a-f]+|[a-z][a-z0-9]*);/i

/**
 * Whether a text column holds HTML: most of its cells have tags or entities, or one in five is a whole HTML body. People who chat about code
 * write `<b>` too, so that one cell proves nothing.
 */
export function isHtmlColumn(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const marked = filled.filter((cell) => TAG.test(cell) || ENTITY.test(cell)).length
  const whole = filled.filter((cell) => WHOLE.test(cell)).length
  return filled.length > 0 && (marked * 2 > filled.length || whole * 5 > filled.length)
}

/**
 * HTML as plain text: blocks on lines of their own, links as `text (address)`, entities as characters. Every pattern stops at the next tag of
 * its kind: bodies come from strangers, and one that never closes its tags must not cost more than its length.
 */
export function htmlToText(html: string): string {
  const text = (TAG.test(html) ? onOneLine(html) : html)
    .replace(/<(style|script|head)\b(?:(?!<\1\b)[\s\S])*?<\/\1>/gi, '')
    .replace(/<!--(?:(?!<!--)[\s\S])*?-->/g, '')
    .replace(/<a\b([^<>]*)>((?:(?!<a\b|<\/a>)[\s\S])*)<\/a>/gi, (_, attributes: string, label: string) =>
      link(label.trim(), attribute(attributes, HREF)),
    )
    .replace(/<img\b([^<>]*)>/gi, (_, attributes: string) => attribute(attributes, ALT))
    .replace(/<br\s?\/?>/gi, '\n')
    .replace(/<li\b[^<>]*>/gi, '\n- ')
    // Tags that end one block and open the next make one line end.
    .replace(/(?:<\/?(?:p|div|ul|ol|h[1-6]|table|tr|blockquote|pre|hr|figure|body|html)\b[^<>]*>[ \t]?)+/gi, '\n')
    .replace(/<\/t[dh]>\s?<t[dh]\b[^<>]*>/gi, ' | ')
    .replace(TAGS, '')
  return decodeEntities(text)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const HREF = /\bhref\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i
const ALT = /\balt\s?=\s?(?:"([^"]*)"|'([^']*)')/i

/** Line ends of HTML are blanks. */
function onOneLine(html: string): string {
  return html
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
}

function attribute(attributes: string, name: RegExp): string {
  const [, double, single, bare] = name.exec(attributes) ?? []
  return double ?? single ?? bare ?? ''
}

function link(label: string, address: string): string {
  const target = address.replace(/^mailto:/i, '')
  return target === '' || label === target || label === address ? label : label === '' ? target : `${label} (${target})`
}

/** Named entities that are not known stay as they are. */
function decodeEntities(text: string): string {
  return text.replace(/&(#x([0-9a-f]{1,6})|#(\d{1,7})|[a-z][a-z0-9]*);/gi, (whole, name: string, hex, decimal) => {
    const point = hex === undefined ? (decimal === undefined ? undefined : Number(decimal)) : Number.parseInt(hex, 16)
    if (point === undefined) return ENTITIES.get(name)?.replace('\u00A0', ' ') ?? whole
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point).replace('\u00A0', ' ') : whole
  })
}
