import {describe, expect, test} from 'vitest'
import {ALICE, exportTree, message, read, readMessages, texts, ts} from './small-export.js'

const CHANNELS = {
  'channels.json': [
    {id: 'C1GENERAL', name: 'general'},
    {id: 'C2', name: 'random'},
  ],
}

async function textOf(more: object, options = {}): Promise<string | undefined> {
  return texts(await readMessages([message(more)], options, CHANNELS))[0]
}

describe('mrkdwn', () => {
  test.each([
    ['44', 'Hi <@U1ALICE1>', 'Hi @Alice'],
    ['45', '<@U1ALICE1|al>', '@Alice'],
    ['46', '<@UXXXX>', '@UXXXX'],
    ['46', '<@UXXXX|bob>', '@bob'],
    ['46', 'cut off <@UXXXX', 'cut off <@UXXXX'],
    ['47', 'see <#C1GENERAL|general> and <#C2>', 'see #general and #random'],
    ['48', '<#C9|>', '#C9'],
    ['48', '<#C9|secret>', '#secret'],
    ['49', '<!channel>, <!here|@here>, <!everyone>, <!group>', '@channel, @here, @everyone, @group'],
    ['50', '<!subteam^S1|@devs> <!subteam^S1|devs> <!subteam^S1>', '@devs @devs @S1'],
    ['50', '<!other|label> <!other>', 'label @other'],
    ['51', '<!date^1392734382^Posted {date_num}|Posted 2014-02-18>', 'Posted 2014-02-18'],
    ['51', '<!date^1392734382^{date_short} at {time}^https://example.com|Feb 18>', 'Feb 18'],
    ['51', '<!date^1392734382^{date}>', '2014-02-18T14:39:42Z'],
    ['52', '<https://a.b/?x=1&amp;y=2|docs>', 'docs (https://a.b/?x=1&y=2)'],
    ['52', '<https://a.b|a|b &gt; c>', 'a|b > c (https://a.b)'],
    ['53', '<http://example.com|example.com>', 'http://example.com'],
    ['53', '<http://example.com/|http://example.com>', 'http://example.com/'],
    ['53', '<http://example.com>', 'http://example.com'],
    ['54', '<mailto:x@y.z|x@y.z>', 'x@y.z'],
    ['54', '<tel:+4912|+49 12> <mailto:x@y.z>', '+49 12 x@y.z'],
    ['55', 'a &lt; b &amp;&amp; c', 'a < b && c'],
    ['55', '&amp;lt;', '&lt;'],
    ['55', 'raw <div class="x"> & 1 < 2', 'raw <div class="x"> & 1 < 2'],
    ['56', '```&lt;@U1ALICE1&gt; :wave:```', '```<@U1ALICE1> :wave:```'],
    ['56', '`&lt;b&gt; :wave:` :wave:', '`<b> :wave:` 👋'],
    ['56', '```curl <https://a.b>```', '```curl https://a.b```'],
    ['64', ':wave: :+1: :flag-de: :our_own:', '👋 👍 🇩🇪 :our_own:'],
    ['64', 'at 10:30:45, 3:100:4 and <https://a.b:80/:wave:>', 'at 10:30:45, 3:100:4 and https://a.b:80/:wave:'],
    ['65', ':wave::skin-tone-3: :tada::skin-tone-3:', '👋🏼 🎉'],
  ])('%s %j', async (_, text, expected) => {
    expect(await textOf({text})).toBe(expected)
  })

  test('64 keeps emoji as they were written, when asked', async () => {
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          {type: 'rich_text_section', elements: [{type: 'emoji', name: 'wave', unicode: '1f44b', skin_tone: 2}]},
        ],
      },
    ]
    expect(await textOf({text: ':wave: &amp; :+1:'}, {emoji: 'as-written'})).toBe(':wave: & :+1:')
    expect(await textOf({text: '', blocks}, {emoji: 'as-written'})).toBe(':wave::skin-tone-2:')
  })

  test('leaves marks of style alone', async () => {
    expect(await textOf({text: '*b* _i_ ~s~ `c`\n&gt; q'})).toBe('*b* _i_ ~s~ `c`\n> q')
  })
})

const section = (...elements: object[]) => ({type: 'rich_text_section', elements})
const rich = (...elements: object[]) => [{type: 'rich_text', elements}]
const word = (text: string, style?: object) => ({type: 'text', text, ...(style && {style})})

describe('blocks', () => {
  test('57 reads rich text when there is no text', async () => {
    const blocks = rich(
      section(
        word('Hi '),
        {type: 'user', user_id: ALICE.id},
        word(' in '),
        {type: 'channel', channel_id: 'C2'},
        word(', '),
        {type: 'broadcast', range: 'here'},
        word(': a < b & '),
        word('x = 1', {code: true}),
        word(' '),
        {type: 'link', url: 'https://a.b', text: 'docs'},
        word(' '),
        {type: 'usergroup', usergroup_id: 'S1'},
        word(' '),
        {type: 'date', timestamp: 1392734382, fallback: 'Feb 18'},
        {type: 'color', value: '#ff0000'},
        {type: 'message_mention', text: ' that one'},
      ),
      {type: 'rich_text_quote', elements: [word('quoted\ntwice')]},
      {type: 'rich_text_preformatted', elements: [word('let x')]},
    )
    expect(await textOf({text: '', blocks})).toBe(
      'Hi @Alice in #random, @here: a < b & `x = 1` docs (https://a.b) @S1 Feb 18#ff0000 that one\n> quoted\n> twice\n```\nlet x\n```',
    )
  })

  test('57 trusts the text when it says the same as the rich text', async () => {
    expect(await textOf({text: 'short', blocks: rich(section(word('short but different')))})).toBe('short')
  })

  test('58 reads the attachments when there is neither text nor block', async () => {
    const attachments = [{text: 'by <@U1ALICE1> &amp; co', fallback: 'unused'}]
    expect(await textOf({text: '', blocks: null, attachments})).toBe('by @Alice & co')
  })

  test('60 takes a missing text for an empty one', async () => {
    expect(await textOf({text: undefined})).toBe('')
  })

  test.each(["This content can't be displayed.", 'This message contains interactive elements.'])(
    '61 reads the blocks behind %j',
    async (text) => {
      expect(
        await textOf({text, blocks: [{type: 'section', text: {type: 'mrkdwn', text: '*Done* by <@U1ALICE1>'}}]}),
      ).toBe('*Done* by @Alice')
    },
  )

  test('61 keeps the placeholder when there is nothing behind it', async () => {
    expect(await textOf({text: "This content can't be displayed.", blocks: [{type: 'divider'}]})).toBe(
      "This content can't be displayed.",
    )
  })

  test('62 writes nested lists with marks and indents, and goes on counting after an inner one', async () => {
    const list = (style: string, indent: number, ...items: string[]) => ({
      type: 'rich_text_list',
      style,
      indent,
      elements: items.map((item) => section(word(item))),
    })
    const blocks = rich(
      section(word('plan\n')),
      list('ordered', 0, 'dig'),
      list('bullet', 1, 'deep', 'wide'),
      list('ordered', 0, 'plant'),
      section(word('then')),
      {...list('ordered', 0, 'wait'), offset: 4},
    )
    expect(await textOf({text: '', blocks})).toBe('plan\n1. dig\n  - deep\n  - wide\n2. plant\nthen\n5. wait')
  })

  test('63 joins the cells of a table', async () => {
    const cell = (text: string) => ({type: 'rich_text', elements: [section(word(text))]})
    const blocks = [
      {
        type: 'table',
        rows: [
          [cell('Bed'), cell('Crop')],
          [cell('A'), {type: 'raw_text', text: 'beans'}],
        ],
      },
    ]
    expect(await textOf({text: '', blocks})).toBe('Bed | Crop\nA | beans')
  })

  test('64 reads emoji of rich text by their code, else by name', async () => {
    const emoji = (more: object) => ({type: 'emoji', ...more})
    const blocks = rich(
      section(
        emoji({name: 'wave', unicode: '1f44b-1f3fb'}),
        emoji({name: 'wave', skin_tone: 3}),
        emoji({name: 'our_own'}),
        emoji({name: 'broken', unicode: 'xyz'}),
      ),
    )
    expect(await textOf({text: '', blocks})).toBe('👋🏻👋🏼:our_own::broken:')
  })

  test('reads layout blocks of apps when they say more than the text', async () => {
    const plain = (text: string) => ({type: 'plain_text', text})
    const blocks = [
      {type: 'header', text: plain('Build 7')},
      {type: 'divider'},
      {type: 'section', text: {type: 'mrkdwn', text: 'by <@U1ALICE1>'}, fields: [plain('ok: 5'), plain('bad: 0')]},
      {
        type: 'context',
        elements: [
          {type: 'image', alt_text: 'green'},
          {type: 'mrkdwn', text: 'in 3 min'},
        ],
      },
      {type: 'image', title: plain('chart'), alt_text: 'a chart'},
      {type: 'video', title: plain('film'), title_url: 'https://a.b/film'},
      {type: 'actions', elements: [{type: 'button', text: plain('Retry')}]},
      {type: 'markdown', text: '**new**'},
    ]
    expect(await textOf({text: 'Build 7', blocks})).toBe(
      'Build 7\nby @Alice\nok: 5\nbad: 0\ngreen in 3 min\nchart\nfilm\nhttps://a.b/film\n**new**',
    )
  })

  test('names the buttons only when there is nothing else', async () => {
    const blocks = [
      {
        type: 'actions',
        elements: [
          {type: 'button', text: {type: 'plain_text', text: 'Approve'}},
          {type: 'button', text: {text: 'Deny'}},
        ],
      },
    ]
    expect(await textOf({text: '', blocks})).toBe('[Approve] [Deny]')
  })
})

describe('attachments of messages', () => {
  const preview = {from_url: 'https://a.b', title: 'A page', text: 'third-party words', service_name: 'a.b'}

  test('66 leaves the preview of a link out', async () => {
    expect(await textOf({text: '<https://a.b>', attachments: [preview]})).toBe('https://a.b')
  })

  test('66 keeps the preview of a link, when asked', async () => {
    expect(await textOf({text: '<https://a.b>', attachments: [preview]}, {unfurls: true})).toBe(
      'https://a.b\nA page\nthird-party words',
    )
  })

  test('67 quotes a shared message', async () => {
    const shared = {
      is_share: true,
      author_id: ALICE.id,
      author_name: 'alice',
      text: 'one\n&gt; two',
      footer: 'Posted in #random',
    }
    expect(await textOf({text: '', attachments: [shared]})).toBe('> Alice: one\n> > two')
    expect(await textOf({text: 'look', attachments: [shared]})).toBe('look\n> Alice: one\n> > two')
  })

  test('67 quotes a shared message that has only blocks, or only files', async () => {
    const blocks = rich(section(word('inside')))
    expect(
      await textOf({
        text: '',
        attachments: [{is_share: true, author_name: 'Zed', message_blocks: [{message: {blocks}}]}],
      }),
    ).toBe('> Zed: inside')
    expect(await textOf({text: '', attachments: [{is_msg_unfurl: true, files: [{name: 'a.png'}]}]})).toBe(
      '> [file: a.png]',
    )
  })

  test('reads the body of an app: pretext, title, text, fields, footer, and the fallback only alone', async () => {
    const body = {
      pretext: 'New commit',
      title: 'fix &amp; go',
      title_link: 'https://a.b/1',
      text: 'by <@U1ALICE1>',
      fields: [{title: 'Branch', value: 'main'}, {value: 'bare'}],
      footer: 'Git',
      fallback: 'unused',
    }
    expect(await textOf({text: '', attachments: [body, {fallback: 'only this'}]})).toBe(
      'New commit\nfix & go (https://a.b/1)\nby @Alice\nBranch: main\nbare\nGit\nonly this',
    )
  })

  test("adds an app's own attachment to its text", async () => {
    const attachments = [
      {fallback: '[no preview available]', blocks: [{type: 'section', text: {type: 'mrkdwn', text: 'details'}}]},
    ]
    expect(await textOf({subtype: 'bot_message', bot_id: 'B1', text: 'Alarm', attachments})).toBe('Alarm\ndetails')
  })
})

describe('special texts', () => {
  test('68 reads a /me message as what the person does', async () => {
    const {messages} = await readMessages([message({subtype: 'me_message', text: 'is away'})])
    expect(messages[0]).toMatchObject({sender: ALICE.id, text: 'is away'})
  })

  test('69 takes NUL and half surrogate pairs out', async () => {
    const written = '[{"type":"message","user":"U1","ts":"1577880000.000001","text":"a\\u0000b\\ud83dc"}]'
    const {messages} = await read(exportTree({'general/2020-01-01.json': written}))
    expect(messages[0]?.text).toBe('ab\uFFFDc')
  })

  test('70 keeps a paste of 40 000 characters whole', async () => {
    const paste = 'spam & eggs '.repeat(3334).slice(0, 40_000)
    const {messages} = await readMessages([message({text: paste.replaceAll('&', '&amp;')}), message({ts: ts(1)})])
    expect(messages[0]?.text).toBe(paste)
  })
})
