import {div, escaped} from './twin-html.js'

interface Node {
  type: string
  text?: string | Node | readonly Node[]
  old_text?: Node
  href?: string
  source?: string
}

interface Caption {
  text: Node
  credit: Node
}

/** A block as the JSON has it. */
export interface Block {
  type: string
  text?: Node
  title?: Node
  caption?: Caption | Node
  author?: string | Node
  url?: string
  level?: number
  language?: string
  formula?: string
  kind?: 'bullet' | 'ordered'
  content?: 'text' | 'blocks'
  blocks?: readonly Block[]
  block?: Block
  items?: ReadonlyArray<Block & {task_state?: string; num?: string}>
  rows?: ReadonlyArray<{cells: ReadonlyArray<{text?: Node; header: boolean}>}>
  articles?: ReadonlyArray<{url: string; title?: string; description?: string}>
  channel?: {title?: string; username?: string}
  buttons?: readonly Node[]
}

export function richBox(blocks: readonly object[], id: number): string {
  const inner = (blocks as readonly Block[]).map(blockHtml).join('')
  return `<div class="text rich_message" data-rich-message="${id}" data-rich-part="false" dir="auto">${inner}</div>`
}

function tag(name: string, kind: string, inner: string, classes = ''): string {
  return `\n      <${name} class="rich_block ${classes}" data-rich-kind="${kind}">\n${inner}\n      </${name}>\n`
}

const media = (classes: string, title: string, status = '', description = '') => {
  const line = (name: string, text: string) => (text === '' ? '' : div(name, escaped(text)))
  return div(
    'media_wrap clearfix',
    div(
      `media clearfix pull_left ${classes}`,
      div('fill pull_left', '') +
        div('body', line('title bold', title) + line('description', description) + line('status details', status)),
    ),
  )
}
const source = (url: string | undefined) =>
  url ? div('rich_source_meta', `<a class="rich_source_link" href="${escaped(url)}">${escaped(url)}</a>`) : ''

function captionHtml(caption: Caption | undefined): string {
  if (!caption || (inline(caption.text) === '' && inline(caption.credit) === '')) return ''
  const text = inline(caption.text)
  const credit = inline(caption.credit)
  const cite = credit === '' ? '' : `\n<cite class="rich_caption_credit">\n${credit}\n</cite>\n`
  return `\n<figcaption class="rich_media_caption" dir="auto">\n${text === '' ? '' : div('rich_caption_text', text)}${cite}\n</figcaption>\n`
}

function blockHtml(block: Block): string {
  const {type, text, blocks = []} = block
  const caption = () => captionHtml(block.caption as Caption | undefined)
  const inner = () => blocks.map(blockHtml).join('')
  switch (type) {
    case 'heading':
      return tag(`h${block.level}`, 'heading', inline(text), 'rich_heading')
    case 'paragraph':
    case 'thinking':
      return tag('p', type, inline(text))
    case 'footer':
      return tag('footer', type, inline(text))
    case 'author_date':
      return tag(
        'address',
        'author-date',
        `${inline(block.author as Node)} \u2022 <time data-date="1700000000" dir="ltr">14.11.2023 22:13:20</time>`,
      )
    case 'code':
      return `<pre class="rich_block rich_code" data-language="${block.language}" data-rich-kind="code" dir="auto"><code class="rich_code_content">${inline(text)}</code></pre>`
    case 'divider':
      return '\n<hr class="rich_block rich_divider" data-rich-kind="divider"/>\n'
    case 'list':
      return tag(
        block.kind === 'ordered' ? 'ol' : 'ul',
        'list',
        (block.items ?? []).map(itemHtml).join(''),
        'rich_list',
      )
    case 'quote': {
      const credit = inline(block.caption as Node | undefined)
      return tag(
        'blockquote',
        'quote',
        div('rich_quote_body', block.content === 'blocks' ? inner() : inline(text)) +
          (credit === '' ? '' : `\n<cite class="rich_quote_caption">\n${credit}\n</cite>\n`),
        'rich_quote',
      )
    }
    case 'photo':
    case 'video':
    case 'audio':
    case 'file':
    case 'map':
      return tag(
        'figure',
        type,
        media(type === 'map' ? 'media_location' : `media_${type}`, type === 'map' ? 'Location' : 'Photo', '640x480') +
          source(block.url) +
          caption(),
        'rich_media_item',
      )
    case 'embed':
      return tag('figure', type, media('media_file', 'Embed', block.url) + caption(), 'rich_media_item rich_embed')
    case 'embed_post':
      return tag(
        'section',
        'embed-post',
        div(
          'rich_embed_post_author',
          media('media_contact', (block.author as string) || 'Embed post', '14.11.2023 22:13:20'),
        ) +
          (block.url
            ? div(
                'rich_embed_post_meta',
                `<a class="rich_source_link" href="${escaped(block.url)}">${escaped(block.url)}</a>`,
              )
            : '') +
          div('rich_embed_post_blocks', inner()) +
          caption(),
        'rich_embed_post',
      )
    case 'cover':
      return tag('section', type, div('rich_media_group_items', blockHtml(block.block!)), 'rich_media_group')
    case 'collage':
    case 'slideshow':
      return tag(
        'section',
        type,
        div('rich_collage_box', (block.items ?? []).map((item) => div('rich_collage_item', blockHtml(item))).join('')) +
          caption(),
        'rich_media_group',
      )
    case 'channel':
      return tag(
        'section',
        type,
        media(
          'media_contact',
          block.channel?.title ?? 'Channel',
          `${block.channel?.username ? `@${block.channel.username}, ` : ''}Channel`,
        ),
        'rich_reference_block',
      )
    case 'math':
      return `<div class="rich_block rich_math_display" data-rich-kind="math" dir="ltr">${escaped(block.formula ?? '')}</div>`
    case 'table': {
      const rows = (block.rows ?? []).map(
        ({cells}) =>
          `\n<tr>\n${cells.map(({text: cell, header}) => `\n<${header ? 'th' : 'td'} class="rich_align_left">\n${inline(cell)}\n</${header ? 'th' : 'td'}>\n`).join('')}\n</tr>\n`,
      )
      return tag(
        'div',
        type,
        `\n<table class="rich_table">\n\n<caption>\n${inline(block.title)}\n</caption>\n\n<tbody>\n${rows.join('')}\n</tbody>\n\n</table>\n`,
        'rich_table_wrap',
      )
    }
    case 'details':
      return tag(
        'details',
        type,
        `\n<summary>\n${inline(block.title)}\n</summary>\n${div('rich_details_body', inner())}`,
        'rich_details',
      )
    case 'related_articles':
      return tag(
        'section',
        'related-articles',
        div('rich_related_title', inline(block.title)) +
          div(
            'rich_related_items',
            (block.articles ?? [])
              .map(
                ({url, title, description}, index) =>
                  `\n<article class="rich_related_article" data-rich-article-index="${index}">\n${media('media_file', title ?? 'Related article', '', description)}${source(url)}\n</article>\n`,
              )
              .join(''),
          ),
        'rich_related_articles',
      )
    case 'button_row':
      return tag(
        'div',
        'button-row',
        div('rich_button_group', (block.buttons ?? []).map(inline).join('')),
        'rich_button_row',
      )
    default:
      return tag('div', 'unsupported', 'Unsupported rich content', 'rich_fallback')
  }
}

function itemHtml({
  task_state: task = 'none',
  num,
  content,
  text,
  blocks = [],
}: Block & {task_state?: string; num?: string}): string {
  const marker =
    task === 'none'
      ? num
        ? `<span class="rich_order_marker">${num}</span>`
        : ''
      : `<span aria-checked="${task === 'checked'}" class="rich_task_marker" role="checkbox">\u2611</span>`
  const holder = content === 'blocks' ? 'div' : 'span'
  return `\n<li class="rich_list_item"${num ? ` data-num="${num}"` : ''}>\n${marker}<${holder} class="rich_list_content">${content === 'blocks' ? blocks.map(blockHtml).join('') : inline(text)}</${holder}>\n</li>\n`
}

const TAGS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  subscript: 'sub',
  superscript: 'sup',
  marked: 'mark',
}

function inline(node: string | Node | readonly Node[] | undefined): string {
  if (node === undefined) return ''
  if (typeof node === 'string') return escaped(node)
  if ('length' in node) return (node as readonly Node[]).map(inline).join('')
  const {type, text, href, source: formula} = node as Node
  const name = TAGS[type]
  if (name !== undefined) return `<${name}>${inline(text)}</${name}>`
  switch (type) {
    case 'text_link':
      return `<a href="${escaped(href ?? '')}">${inline(text)}</a>`
    case 'hashtag':
      return `<a data-tag="x" href="" onclick="return ShowHashtag(this.dataset.tag)">${inline(text)}</a>`
    case 'math':
      return `<span class="rich_math_inline" data-rich-kind="inline-math" dir="ltr">${escaped(formula ?? '')}</span>`
    case 'custom_emoji':
      return `<span class="rich_custom_emoji" data-document-id="5"><a href="stickers/a.tgs">${inline(text)}</a></span>`
    case 'formatted_date':
      return `<time class="rich_formatted_date" datetime="2023-11-14T22:13:20" dir="ltr" title="14.11.2023 22:13:20">${inline(text)}</time>`
    case 'inline_image':
      return '<span class="rich_inline_fallback" data-rich-kind="inline-image">Inline image</span>'
    case 'diff':
      return `<span class="rich_diff" data-rich-kind="diff">${inline(text)}<del class="rich_diff_previous">Previous: ${inline((node as Node).old_text)}</del></span>`
    case 'button':
      return `<a class="rich_button rich_button_inline" data-button-type="url" href="https://example.com/pay">${inline(text)}</a>`
    default:
      return inline(text)
  }
}
