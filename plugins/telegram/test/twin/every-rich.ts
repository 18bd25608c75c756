import type {Block} from './twin-html-rich.js'

const n = (text: string) => ({type: 'plain', text})
const NONE = {type: 'empty', text: ''}
/** Rich messages with every kind of block. */
export const RICH: ReadonlyArray<readonly Block[]> = [
  [
    {type: 'heading', level: 2, text: n('Title & more')},
    {
      type: 'paragraph',
      text: {
        type: 'concat',
        text: [
          n('see '),
          {type: 'bold', text: n('bold')},
          n(' and '),
          {type: 'text_link', href: 'https://example.com/x', text: n('docs')},
        ],
      },
    },
  ],
  [
    {
      type: 'paragraph',
      text: {
        type: 'concat',
        text: [
          {type: 'diff', text: n('new'), old_text: n('old')},
          n(' '),
          {type: 'inline_image'},
          {type: 'button', text: n('Pay')},
          n(' on '),
          {type: 'formatted_date', text: n('Tuesday')},
          {type: 'custom_emoji', text: '👍'},
          {type: 'math', source: 'x^2'},
        ],
      },
    },
  ],
  [{type: 'code', language: 'ts', text: n('let x = 1\nlet y')}, {type: 'divider'}, {type: 'footer', text: n('foot')}],
  [
    {
      type: 'list',
      kind: 'bullet',
      items: [
        {type: '', content: 'text', text: n('one')},
        {
          type: '',
          content: 'blocks',
          blocks: [
            {type: 'paragraph', text: n('two')},
            {type: 'paragraph', text: n('more of two')},
          ],
        },
      ],
    },
  ],
  [
    {
      type: 'list',
      kind: 'ordered',
      items: [
        {type: '', content: 'text', text: n('first'), num: '1.'},
        {type: '', content: 'text', text: n('second'), num: '2.'},
      ],
    },
  ],
  [
    {
      type: 'list',
      kind: 'bullet',
      items: [
        {type: '', content: 'text', text: n('done'), task_state: 'checked'},
        {type: '', content: 'text', text: n('open'), task_state: 'unchecked'},
      ],
    },
  ],
  [
    {type: 'quote', content: 'text', text: n('quoted'), caption: n('somebody')},
    {type: 'quote', content: 'blocks', blocks: [{type: 'paragraph', text: n('p')}], caption: NONE},
  ],
  [
    {type: 'photo', caption: {text: n('a cat'), credit: n('by Ada')}},
    {type: 'video', caption: {text: NONE, credit: NONE}},
  ],
  [
    {type: 'cover', block: {type: 'photo', caption: {text: n('cover'), credit: NONE}}},
    {type: 'author_date', author: n('Ada Example')},
  ],
  [
    {
      type: 'collage',
      items: [
        {type: 'photo', caption: {text: NONE, credit: NONE}},
        {type: 'photo', caption: {text: n('second'), credit: NONE}},
      ],
      caption: {text: n('both'), credit: NONE},
    },
  ],
  [
    {
      type: 'table',
      title: n('Prices'),
      rows: [
        {
          cells: [
            {text: n('a'), header: true},
            {text: n('b'), header: true},
          ],
        },
        {cells: [{text: n('1'), header: false}, {header: false}]},
      ],
    },
  ],
  [
    {type: 'details', title: n('More'), blocks: [{type: 'paragraph', text: n('hidden')}]},
    {type: 'math', formula: 'e = mc^2'},
  ],
  [{type: 'embed', url: 'https://example.com/v', caption: {text: n('a film'), credit: NONE}}],
  [
    {
      type: 'embed_post',
      author: 'Eve',
      url: 'https://example.com/p',
      blocks: [{type: 'paragraph', text: n('posted')}],
      caption: {text: NONE, credit: NONE},
    },
  ],
  [
    {
      type: 'related_articles',
      title: n('See also'),
      articles: [
        {url: 'https://example.com/1', title: 'One', description: 'about one'},
        {url: 'https://example.com/2'},
      ],
    },
  ],
  [
    {type: 'channel', channel: {title: 'News', username: 'newschannel'}},
    {type: 'map', caption: {text: n('here'), credit: NONE}},
  ],
  [
    {type: 'paragraph', text: n('choose')},
    {type: 'button_row', buttons: [{type: 'button', text: n('Yes')}]},
    {type: 'unsupported'},
  ],
]
