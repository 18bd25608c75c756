/** Builders of HTML pages, laid out as Telegram Desktop writes them. */

export interface PageMessage {
  id: number
  date?: string
  from?: string | undefined
  joined?: boolean
  text?: string
  inside?: string
  forwarded?: string
}

const block = (classes: string, content: string, attributes = '') => `
      <div class="${classes}"${attributes}>
${content}
      </div>`

export function entry({
  id,
  date = '01.07.2023 12:00:00 UTC+01:00',
  from = 'Ada Example ',
  joined = false,
  text,
  inside = '',
  forwarded,
}: PageMessage): string {
  const name = joined ? '' : block('from_name', from)
  const content = inside + (text === undefined ? '' : block('text', text))
  const body =
    block('pull_right date details', date.slice(11, 16), ` title="${date}"`) +
    name +
    (forwarded === undefined
      ? content
      : block('forwarded body', (forwarded === '' ? '' : block('from_name', forwarded)) + content))
  return block(`message default clearfix${joined ? ' joined' : ''}`, block('body', body), ` id="message${id}"`)
}

export function line(id: number | string, text: string): string {
  return block('message service', block('body details', text), ` id="message${id}"`)
}

export function page(entries: readonly string[], title = 'Synthetic Group '): string {
  return `<!DOCTYPE html>
<html>
 <head>
  <meta charset="utf-8"/>
<title>Exported Data</title>
  <link href="css/style.css" rel="stylesheet"/>
 </head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header">
    <div class="content">
     <div class="text bold">
${title}
     </div>
    </div>
   </div>
   <div class="page_body chat_page">
    <div class="history">${entries.join('\n')}
    </div>
   </div>
  </div>
 </body>
</html>
`
}

export const media = (
  classes: string,
  parts: {title?: string; description?: string; status?: string; href?: string},
) => {
  const inner = (['title', 'description', 'status'] as const)
    .map((part) => (parts[part] === undefined ? '' : block(`${part} details`, parts[part])))
    .join('')
  const box =
    parts.href === undefined
      ? block(`media clearfix pull_left ${classes}`, block('body', inner))
      : `<a class="media clearfix pull_left block_link ${classes}" href="${parts.href}">${block('body', inner)}</a>`
  return block('media_wrap clearfix', box)
}
