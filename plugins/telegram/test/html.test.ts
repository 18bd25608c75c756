import {type InputTree, inputError} from '@everport/plugin-kit'
import {readAll} from '@everport/plugin-kit/testing'
import {describe, expect, it} from 'vitest'
import {telegram} from '../src/index.js'
import {inPieces} from './in-pieces.js'
import {entry, line, media, page} from './page.js'
import {codes, type Options, readFiles, reasons, refusal, treeOf} from './read-export.js'
import {chat, message} from './result-json.js'

const readPage = (entries: readonly string[], options: Options = {}) =>
  readFiles({'messages.html': page(entries)}, options)
const texts = async (text: string) => (await readPage([entry({id: 1, text})])).messages.map((read) => read.text)

describe('senders of pages', () => {
  it('#74 gives a joined message the sender of the one before', async () => {
    const {messages} = await readPage([
      line(-1, '1 July 2023'),
      entry({id: 1, from: 'Ada ', text: 'a'}),
      entry({id: 2, joined: true, text: 'b'}),
      entry({id: 3, from: 'Bob ', text: 'c'}),
      entry({id: 4, joined: true, text: 'd'}),
    ])
    expect(messages.map(({sender}) => sender)).toEqual(['Ada', 'Ada', 'Bob', 'Bob'])
  })

  it('#74 calls the sender unknown when a joined message comes first', async () => {
    const {messages, people} = await readPage([entry({id: 2, joined: true, text: 'b'})])
    expect(messages[0]?.sender).toBe('unknown')
    expect(people).toEqual([{type: 'person', id: 'unknown', name: 'Unknown sender', local: true}])
  })

  it('#74 gives a joined forward its author', async () => {
    const {messages} = await readPage([
      entry({
        id: 1,
        text: 'a',
        forwarded: 'News <span class="date details" title="30.06.2023 09:00:00"> 30.06.2023 09:00:00</span>',
      }),
      entry({id: 2, text: 'b', forwarded: '', joined: true}),
      entry({id: 3, text: 'c', joined: true}),
    ])
    expect(messages.map(({text}) => text)).toEqual(['[forwarded from News]\na', '[forwarded from News]\nb', 'c'])
  })

  it.each([
    ['Bob Sample via @gif', 'Bob Sample'],
    ['Bob  ', 'Bob'],
    ['Deleted Account', 'Deleted Account'],
    ['\u202Bעדה\u202C 👩\u200D👧 ', '\u202Bעדה\u202C 👩\u200D👧'],
    ['A &amp; B', 'A & B'],
  ])('#76 reads the name %j', async (from, expected) => {
    const {messages} = await readPage([entry({id: 1, from, text: 'x'})])
    expect(messages[0]?.sender).toBe(expected)
  })

  it('#79 knows people by name alone, and says that equal names merge', async () => {
    const result = await readPage([entry({id: 1, from: 'Ada', text: 'x'})], {timezone: 'UTC'})
    expect(result.people).toEqual([{type: 'person', id: 'Ada', name: 'Ada', local: true}])
    expect(result.conversations).toEqual([
      {type: 'conversation', id: 'Synthetic Group', kind: 'group', local: true, name: 'Synthetic Group'},
    ])
    expect(result.notices).toMatchObject([{code: 'names-only', message: expect.stringContaining('deleted accounts')}])
  })

  it('#79 shows the signature of a post behind the name', async () => {
    const {messages} = await readPage([
      entry({id: 1, from: 'News', text: 'x<div class="signature details">Editor</div>'}),
    ])
    expect(messages[0]?.senderName).toBe('News (Editor)')
  })

  it('learns at the end that a chat of two is a personal one', async () => {
    const {conversations} = await readFiles({
      'messages.html': page([entry({id: 1, from: 'Ada', text: 'x'}), entry({id: 2, from: 'Bob', text: 'y'})], 'Bob '),
    })
    expect(conversations.map(({kind}) => kind)).toEqual(['group', 'direct'])
  })
})

describe('times of pages', () => {
  const summer = [entry({id: 1, date: '01.07.2023 12:00:00 UTC+01:00', text: 'x'})]

  it('#75 takes the printed offset and says that it is the one of winter', async () => {
    const {messages, notices} = await readPage(summer)
    expect(messages[0]?.at).toBe(Date.UTC(2023, 6, 1, 11))
    expect(notices).toContainEqual(
      expect.objectContaining({code: 'standard-offset', message: expect.stringContaining('UTC+01:00')}),
    )
  })

  it('#75 takes the zone that was given instead', async () => {
    const result = await readPage(summer, {timezone: 'Europe/Berlin'})
    expect(result.messages[0]?.at).toBe(Date.UTC(2023, 6, 1, 10))
    expect(codes(result)).toEqual(['names-only'])
  })

  it('#75 refuses times without an offset and without a zone', async () => {
    const {code, text} = await refusal(readPage([entry({id: 1, date: '01.07.2019 12:00:00', text: 'x'})]))
    expect(code).toBe('INPUT_NEEDS_OPTION')
    expect(text).toContain('--timezone')
  })

  it('#75 reads times without an offset in the zone that was given', async () => {
    const {messages} = await readPage([entry({id: 1, date: '01.07.2019 12:00:00', text: 'x'})], {
      timezone: 'Europe/Berlin',
    })
    expect(messages[0]?.at).toBe(Date.UTC(2019, 6, 1, 10))
  })

  it('reports a message without a date', async () => {
    const result = await readPage([entry({id: 1, date: '', text: 'x'})])
    expect(result.skips).toEqual([
      {reason: 'undated', conversation: 'Synthetic Group', place: {file: 'messages.html', record: 1}},
    ])
  })
})

describe('entries of pages', () => {
  it('#78 takes dates between messages for none, and negative ids of upgraded groups for messages', async () => {
    const result = await readPage([
      line(-1, '1 July 2023'),
      line(-12, 'No exported messages'),
      entry({id: -999681092, text: 'old'}),
      line(-999681091, 'Ada invited Bob'),
      entry({id: 12, text: 'new'}),
    ])
    expect(result.messages.map(({id}) => id)).toEqual(['-999681092', '12'])
    expect(reasons(result)).toEqual({event: 1})
  })

  it('#77 knows answers to messages of other pages', async () => {
    const reply = (href: string) => `<div class="reply_to details">In reply to <a href="${href}">this message</a></div>`
    const {messages} = await readPage([
      entry({id: 5, text: 'x', inside: reply('#go_to_message4')}),
      entry({id: 6, text: 'y', inside: reply('messages2.html#go_to_message-999999990')}),
      entry({id: 7, text: 'z', inside: '<div class="reply_to details">In reply to a message in another chat</div>'}),
    ])
    expect(messages.map(({replyTo}) => replyTo)).toEqual(['4', '-999999990', undefined])
  })

  it('#81 gives service lines the time of the message before, or of their day', async () => {
    const entries = [
      entry({id: 1, text: 'x', date: '01.07.2023 12:00:00 UTC+00:00'}),
      line(2, 'Ada pinned <a href="#go_to_message1">this message</a>'),
      line(-2, '3 July 2023'),
      line(3, 'Bob joined group by link from Ada'),
    ]
    const {messages} = await readPage(entries, {events: true})
    expect(messages.map(({id, at, text}) => [id, new Date(at).toISOString(), text])).toEqual([
      ['1', '2023-07-01T12:00:00.000Z', 'x'],
      ['2', '2023-07-01T12:00:00.000Z', 'Ada pinned this message'],
      ['3', '2023-07-03T00:00:00.000Z', 'Bob joined group by link from Ada'],
    ])
    expect(messages[1]?.sender).toBe('service-messages')
  })

  it('restores topics as JSON does', async () => {
    const reply = (id: number) =>
      `<div class="reply_to details">In reply to <a href="#go_to_message${id}">this message</a></div>`
    const {messages, conversations} = await readPage([
      line(5, 'Ada created topic &laquo;Finances&raquo;'),
      entry({id: 6, text: 'in it', inside: reply(5)}),
      entry({id: 7, text: 'too', inside: reply(6)}),
      entry({id: 8, text: 'not'}),
    ])
    expect(messages.map(({thread, replyTo}) => [thread, replyTo])).toEqual([
      ['5', undefined],
      ['5', '6'],
      [undefined, undefined],
    ])
    expect(conversations.at(-1)).toMatchObject({topic: 'Topics: Finances'})
  })

  it('#81 counts a service line as undated when nothing tells its time', async () => {
    expect(reasons(await readPage([line(1, 'Ada created group')], {events: true}))).toEqual({undated: 1})
  })

  it('counts what the writer did not know', async () => {
    const result = await readPage([
      line(1, 'This message is not supported by this version of Telegram Desktop. Please update the application.'),
    ])
    expect(reasons(result)).toEqual({unsupported: 1})
  })

  it('takes phone calls, which are ordinary messages there, for service messages', async () => {
    const call = entry({id: 1, inside: media('media_call success', {title: 'Bob', status: 'Outgoing (61 seconds)'})})
    expect(reasons(await readPage([call]))).toEqual({event: 1})
    const {messages} = await readPage([call], {events: true})
    expect(messages.map(({text}) => text)).toEqual(['Phone call: Outgoing (61 seconds)'])
  })

  it('counts entries without text and media as empty', async () => {
    expect(reasons(await readPage([entry({id: 1})]))).toEqual({empty: 1})
  })
})

describe('text of pages', () => {
  it.each([
    ['line one<br>line two<br/><br />four', 'line one\nline two\n\nfour'],
    ['&amp; &lt;tag&gt; &quot;q&quot; &apos;&nbsp;&#x0A;', '& <tag> "q" \'\u00A0'],
    ['two  blanks', 'two  blanks'],
    [
      '<a href="" onclick="return ShowHashtag(&quot;x&quot;)">#x</a> <a href="" onclick="return ShowBotCommand(&quot;s&quot;)">/s</a>',
      '#x /s',
    ],
    ['<a href="https://t.me/ada">@ada</a>', '@ada'],
    ['<a href="https://example.com/x">docs</a>', 'docs (https://example.com/x)'],
    ['<a href="https://example.com">https://example.com</a>', 'https://example.com'],
    ['<a href = "stickers/AnimatedSticker.tgs">😁</a>', '😁'],
    ['<strong>a</strong><em>b</em><code>c</code><u>d</u><s>e</s><blockquote>f</blockquote>', 'abcdef'],
    [
      '<span class="spoiler hidden" onclick="ShowSpoiler(this)"><span aria-hidden="true">secret</span></span>',
      'secret',
    ],
    ['see<pre>x = 1<br>  y</pre>and', 'see\n```\nx = 1\n  y\n```\nand'],
    ['<pre>x</pre>', '```\nx\n```'],
    ['one\n   two<br>\n   three\n', 'one two\nthree'],
  ])('#82 %s', async (html, expected) => {
    expect(await texts(html)).toEqual([expected])
  })

  it('survives tags that are nested without end', async () => {
    expect(await texts(`${'<b>'.repeat(20_000)}deep${'</b>'.repeat(20_000)}`)).toEqual(['deep'])
  })

  it.each([1, 2, 3, 7, 10_000])('is the same in pieces of %i bytes', async (size) => {
    const text = 'one \t\n   two &amp; three  <b>four </b>\n   <br>\n five   \n\n   '
    const pieces = inPieces('messages.html', page([entry({id: 1, from: ' Zoë \n   Example  \n ', text})]), size)
    const {messages, people} = await readAll(telegram, pieces.tree)
    expect(messages.map((read) => read.text)).toEqual(['one two & three  four \nfive'])
    expect(people.map(({name}) => name)).toEqual(['Zoë Example'])
  })

  it.each([
    ['a name', {from: `A${' '.repeat(1024 * 1024)}B`}],
    ['a name in front of no bot', {from: `A${' '.repeat(1024 * 1024)}via @`}],
    ['tags between line breaks', {text: `a${'\n<b></b>'.repeat(100_000)}b`}],
    ['slashes of an address', {text: `<a href="https://x.y/">x.y${'/'.repeat(1024 * 1024)}z</a>`}],
  ])('takes no square time over a megabyte of %s', async (_, fields) => {
    const before = performance.now()
    expect((await readPage([entry({id: 1, text: 'x', ...fields})])).messages).toHaveLength(1)
    // Square time would be minutes.
    expect(performance.now() - before).toBeLessThan(10_000)
  })

  it('keeps a megabyte of blanks, without taking square time over it', async () => {
    const text = `a${' '.repeat(1024 * 1024)}b`
    expect(await texts(text)).toEqual([text])
  })

  it('reads rich messages of bots as their JSON', async () => {
    const rich = `<div class="rich_message"><h2 class="rich_block rich_heading">Report</h2><p class="rich_block">Total: <b>42</b></p>
      <pre class="rich_block rich_code" data-language="python"><code>print(1)</code></pre>
      <ul class="rich_block rich_list"><li class="rich_list_item rich_task_item"><span class="rich_task_marker" aria-checked="true">☑</span><span class="rich_list_content">done</span></li>
      <li><div class="rich_list_content"><p class="rich_block">nested</p></div></li></ul>
      <div class="rich_block rich_table_wrap" data-rich-kind="table"><table><tbody><tr><th>k</th><td>v</td></tr></tbody></table></div>
      <hr class="rich_block"/><figure class="rich_block" data-rich-kind="photo"><figcaption class="rich_media_caption"><div class="rich_caption_text">cap</div></figcaption></figure>
      <div class="rich_block rich_fallback">Unsupported rich content</div></div>`
    const {messages} = await readPage([entry({id: 1, inside: rich})])
    expect(messages.map(({text}) => text)).toEqual([
      'Report\nTotal: 42\n```python\nprint(1)\n```\n- [x] done\n- nested\nk | v\n[photo]\ncap',
    ])
  })
})

describe('media of pages', () => {
  it.each([
    [
      'a picture',
      '<div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" href="photos/1.jpg"><img class="photo"/></a></div>',
      {kind: 'image', name: 'photo', uri: 'photos/1.jpg'},
    ],
    [
      'a video',
      '<div class="media_wrap"><a class="video_file_wrap" href="video_files/1.mp4"><div class="video_duration">01:01</div></a></div>',
      {kind: 'video', name: 'video 1:01', uri: 'video_files/1.mp4'},
    ],
    [
      'an animation',
      '<div class="media_wrap"><a class="animated_wrap" href="video_files/1.mp4"><div>GIF</div></a></div>',
      {kind: 'video', name: 'GIF', uri: 'video_files/1.mp4'},
    ],
    [
      'a sticker',
      '<div class="media_wrap"><a class="sticker_wrap" href="stickers/1.webp"></a></div>',
      {kind: 'sticker', name: '', uri: 'stickers/1.webp'},
    ],
    [
      'a sticker that is not included',
      media('media_photo', {title: 'Sticker', status: '👍, 30.1 KB', description: 'Not included'}),
      {kind: 'sticker', name: '👍'},
    ],
    [
      'a picture that is not included',
      media('media_photo', {title: 'Photo', status: '800x600, 30.1 KB'}),
      {kind: 'image', name: 'photo'},
    ],
    [
      'a voice message',
      media('media_voice_message', {title: 'Voice message', status: '00:12', href: 'voice_messages/a.ogg'}),
      {kind: 'audio', name: 'voice message 0:12', uri: 'voice_messages/a.ogg'},
    ],
    [
      'a video message',
      media('media_video', {title: 'Video message', status: '00:05, 1 MB'}),
      {kind: 'video', name: 'video message 0:05'},
    ],
    [
      'a video that is not included',
      media('media_video', {title: 'Video file', status: '1:02:03, 1 GB'}),
      {kind: 'video', name: 'video 1:02:03'},
    ],
    [
      'an animation that is not included',
      media('media_video', {title: 'Animation', status: '1 MB'}),
      {kind: 'video', name: 'GIF'},
    ],
    ['a song', media('media_audio_file', {title: 'Nina – Sea', status: '03:00'}), {kind: 'audio', name: 'Nina – Sea'}],
    [
      'a nameless song',
      media('media_audio_file', {title: 'Audio file', status: '03:00'}),
      {kind: 'audio', name: 'audio 3:00'},
    ],
    ['a file', media('media_file', {title: 'отчёт (1).pdf', status: '120 KB'}), {kind: 'file', name: 'отчёт (1).pdf'}],
    [
      'a contact',
      media('media_contact', {title: 'Eve Adams', status: '+1 555 0100 - vCard'}),
      {kind: 'contact', name: 'Eve Adams'},
    ],
    [
      'a place',
      media('media_location', {
        title: 'Location',
        status: '52.52, 13.405',
        href: 'https://maps.google.com/maps?q=52.52,13.405&amp;ll=52.52,13.405&amp;z=16',
      }),
      {kind: 'location', name: '52.5200, 13.4050'},
    ],
    [
      'a live location that is gone',
      media('media_live_location', {title: 'Live location', status: ''}),
      {kind: 'location', name: 'live'},
    ],
    [
      'a venue',
      media('media_venue', {
        title: 'Cafe',
        description: '1 Street',
        href: 'https://maps.google.com/maps?q=1,2&amp;ll=1,2',
      }),
      {kind: 'location', name: 'Cafe, 1 Street (1.0000, 2.0000)'},
    ],
    ['a game', media('media_game', {title: 'Chess', description: 'play'}), {kind: 'other', name: 'game Chess'}],
    [
      'an invoice',
      media('media_invoice', {title: 'T', description: 'D', status: '$19.99'}),
      {kind: 'other', name: 'invoice T, 19.99 USD'},
    ],
    [
      'a giveaway',
      '<div class="media_wrap"><div class="media_giveaway">x</div></div>',
      {kind: 'other', name: 'giveaway'},
    ],
    [
      'something to come',
      media('media_hologram', {title: 'Hologram', status: 'blue'}),
      {kind: 'other', name: 'Hologram, blue'},
    ],
  ])('%s', async (_, inside, expected) => {
    const {messages} = await readPage([entry({id: 1, inside})])
    expect(messages.map(({text, attachments}) => [text, attachments])).toEqual([['', [expected]]])
  })

  it('keeps phone numbers when asked to', async () => {
    const {messages} = await readPage(
      [entry({id: 1, inside: media('media_contact', {title: 'Eve', status: '+1 555 - vCard'})})],
      {phoneNumbers: true},
    )
    expect(messages[0]?.attachments).toEqual([{kind: 'contact', name: 'Eve +1 555'}])
  })

  it.each([
    ['Anonymous poll', 'Poll: Tea?\n- yes (2 votes)\n- no (1 vote)\n- hm'],
    ['Final results', 'Poll (closed): Tea?\n- yes (2 votes)\n- no (1 vote)\n- hm'],
    ['To-do List', 'To do: Tea?\n- yes\n- no\n- hm'],
  ])('reads a list under "%s" as its JSON', async (kind, expected) => {
    const list = `<div class="media_wrap clearfix"><div class="media_poll"><div class="question bold">Tea?</div><div class="details">${kind}</div>
      <div class="answer">- yes <span class="details">2 votes, chosen vote</span></div><div class="answer">
      - no <span class="details">1 vote</span></div><div class="answer">- hm</div><div class="total details">3 votes</div></div></div>`
    const {messages} = await readPage([entry({id: 1, inside: list})])
    expect(messages.map(({text}) => text)).toEqual([expected])
  })
})

describe('pages', () => {
  it('#83 come in the order of their numbers', async () => {
    const files = Object.fromEntries(
      [10, 2, 1].map((n) => [`messages${n === 1 ? '' : n}.html`, page([entry({id: n, text: 'x'})])]),
    )
    const others = Object.fromEntries([3, 4, 5, 6, 7, 8, 9].map((n) => [`messages${n}.html`, page([])]))
    const {messages} = await readFiles({...files, ...others})
    expect(messages.map(({id}) => id)).toEqual(['1', '2', '10'])
  })

  it('#80 may be missing in the middle: the others are read, and it is said', async () => {
    const result = await readFiles({
      'ChatExport/messages.html': page([entry({id: 1, text: 'x'})]),
      'ChatExport/messages3.html': page([entry({id: 3, text: 'x'})]),
    })
    expect(result.messages).toHaveLength(2)
    expect(result.notices).toContainEqual(
      expect.objectContaining({code: 'missing-page', message: expect.stringContaining('messages2.html')}),
    )
  })

  it('#80 may be missing at the end', async () => {
    const link = '<a class="pagination block_link" href="messages2.html">\nNext messages\n</a>'
    const result = await readPage([entry({id: 1, text: 'x'}), link])
    expect(result.notices).toContainEqual(
      expect.objectContaining({code: 'missing-page', message: expect.stringContaining('goes on in messages2.html')}),
    )
  })

  it('may have been renamed', async () => {
    const {messages} = await readFiles({
      'index.html': page([entry({id: 1, text: 'x'})]),
      'messages2.html': page([entry({id: 2, text: 'y'})]),
    })
    expect(messages.map(({id}) => id)).toEqual(['1', '2'])
  })

  it('end early: all whole messages are kept, and the one that is cut is counted', async () => {
    const whole = page([entry({id: 1, text: 'x'}), entry({id: 2, text: 'cut here'})])
    const result = await readFiles({'messages.html': whole.slice(0, whole.indexOf('here'))})
    expect(result.messages.map(({id}) => id)).toEqual(['1'])
    expect(reasons(result)).toEqual({truncated: 1})
    expect(codes(result)).toContain('truncated-file')
  })

  describe('that are damaged', () => {
    const second = page([entry({id: 2, from: 'Bob', text: 'kept'})], 'Garden ')
    const first = page([entry({id: 1, text: 'lost'})], 'Garden ')

    it.each([
      ['empty', ''],
      ['a line break', '\n'],
      ['in UTF-16', Buffer.from(`\uFEFF${first}`, 'utf16le')],
      ['cut before their header', first.slice(0, first.indexOf('page_header'))],
      ["another program's", '<html><body>My notes</body></html>'],
    ])('are reported by name, and the others are read: %s', async (_, damaged) => {
      for (const [bad, good] of [
        ['messages.html', 'messages2.html'],
        ['messages2.html', 'messages.html'],
      ] as const) {
        const result = await readFiles({[bad]: damaged, [good]: second}, {timezone: 'UTC'})
        expect(result.conversations).toMatchObject([{id: 'Garden', name: 'Garden'}])
        expect(result.messages.map(({id, place}) => [id, place?.file])).toEqual([['2', good]])
        expect(result.notices.slice(1)).toMatchObject([
          {code: 'unreadable-file', message: expect.stringContaining(`${bad} holds nothing`), place: {file: bad}},
        ])
      }
    })

    it('lose nothing to a title of a megabyte', async () => {
      const huge = first.replace('Exported Data', 'x'.repeat(1024 * 1024))
      const {messages} = await readFiles({'messages.html': huge, 'messages2.html': second})
      expect(messages.map(({text}) => text)).toEqual(['lost', 'kept'])
    })

    it('are refused when no page is usable', async () => {
      const reading = readFiles({'messages.html': '', 'messages2.html': Buffer.from(second, 'utf16le')})
      expect((await refusal(reading)).code).toBe('INPUT_UNRECOGNISED')
    })

    it('let a chat be chosen by the title of another page', async () => {
      const files = {
        'chats/chat_1/messages.html': '',
        'chats/chat_1/messages2.html': second,
        'chats/chat_2/messages.html': page([entry({id: 3, text: 'z'})], 'Garden '),
      }
      expect((await refusal(readFiles(files, {channels: ['Garden']}))).text).toContain('chat_1 (2 pages)\nchat_2')
    })

    it('cost an account only the chat that they were', async () => {
      const result = await readFiles({
        'chats/chat_1/messages.html': '',
        'chats/chat_2/messages.html': second,
      })
      expect(result.conversations.map(({id}) => id)).toEqual(['Garden'])
      expect(result.messages).toHaveLength(1)
      expect(result.notices).toContainEqual(
        expect.objectContaining({code: 'unreadable-file', place: {file: 'chats/chat_1/messages.html'}}),
      )
    })
  })

  it('say when they hold no messages', async () => {
    expect(codes(await readPage([line(-1, 'No exported messages')]))).toEqual(['names-only', 'no-messages'])
  })
})

describe('account exports as HTML', () => {
  const list = `<html><head><title>Exported Data</title></head><body onload="CheckLocation();"><div class="page_wrap">
    ${[
      'private:Bob Sample:2 messages',
      'bot:Helper:2 messages',
      'group:Club:1 outgoing message',
      'private:Saved messages:1 message',
    ].map((chatLine, i) => {
      const [kind, name, count] = chatLine.split(':')
      return `<a class="entry block_link clearfix" href="../chats/chat_00${i + 1}/messages.html#allow_back"><div class="body"><div class="pull_right info details">${kind}</div><div class="name bold">${name} </div><div class="details_entry details">${count}</div></div></a>`
    })}
    <div class="entry clearfix"><div class="name bold">Empty</div></div></div></body></html>`
  const files = {
    'export_results.html': '<html></html>',
    'lists/chats.html': list,
    'chats/chat_001/messages.html': page(
      [
        entry({id: 1, from: 'Ada Example', text: 'hi'}),
        entry({
          id: 2,
          from: 'Bob Sample',
          text: 'yo',
          inside: '<div class="media_wrap"><a class="photo_wrap" href="../../chats/chat_001/photos/1.jpg"></a></div>',
        }),
      ],
      'Bob Sample',
    ),
    'chats/chat_001/photos/1.jpg': 'x',
    'chats/chat_002/messages.html': page(
      [entry({id: 1, from: 'Ada Example', text: '/start'}), entry({id: 2, from: 'Helper', text: 'hello'})],
      'Helper ',
    ),
    'chats/chat_003/messages.html': page([entry({id: 1, from: 'Ada Example', text: 'mine'})], 'Club '),
    'chats/chat_004/messages.html': page(
      [entry({id: 1, from: 'Ada Example', text: 'note'}), entry({id: 2, from: 'Some Channel', text: 'kept'})],
      'Ada Example',
    ),
    'chats/chat_010/messages.html': page([entry({id: 1, from: 'Eve', text: 'x'})], 'Club '),
  }

  it('know the kinds of chats from their list', async () => {
    const result = await readFiles(files, {timezone: 'UTC'})
    expect(result.conversations.map(({id, kind, name}) => [id, kind, name])).toEqual([
      ['Bob Sample', 'direct', 'Bob Sample'],
      ['Helper', 'assistant', 'Helper'],
      ['Club', 'group', 'Club'],
      ['Ada Example', 'direct', 'Saved Messages'],
      ['Club-2', 'group', 'Club'],
    ])
    expect(result.messages.filter(({conversation}) => conversation === 'Helper').map(({role}) => role)).toEqual([
      'user',
      'assistant',
    ])
    expect(result.messages[1]?.attachments).toEqual([
      {kind: 'image', name: 'photo', uri: 'chats/chat_001/photos/1.jpg'},
    ])
    expect(codes(result)).toEqual(['names-only', 'only-own-messages'])
  })

  it('are read without their list when it cannot be read, which is said', async () => {
    const tree = treeOf(files)
    const broken: InputTree = {
      ...tree,
      async files() {
        return (await tree.files()).map((file) => {
          if (file.path !== 'lists/chats.html') return file
          async function* chunks() {
            yield await file.head(200)
            throw inputError('INPUT_UNREADABLE', 'lists/chats.html is damaged.', {place: {file: file.path}})
          }
          return {...file, head: file.head.bind(file), chunks}
        })
      },
    }
    const result = await readAll(telegram, broken, {timezone: 'UTC'})
    expect(result.messages).toHaveLength(8)
    expect(codes(result)).toContain('unreadable-file')
  })

  it('leave out the chats in which login codes arrive, which their list names', async () => {
    const code = {
      ...files,
      'lists/chats.html': list.replace('Bob Sample', 'Telegram').replace('Club', 'Verification Codes'),
    }
    const result = await readFiles(code, {timezone: 'UTC'})
    expect(reasons(result)).toEqual({'login-codes': 2})
    expect(codes(result)).toContain('login-codes')
    expect((await readFiles(code, {timezone: 'UTC', loginCodes: true})).messages).toHaveLength(8)
  })

  it('#88 do not guess which of two chats of one name is meant', async () => {
    const {code, text} = await refusal(readFiles(files, {channels: ['Club']}))
    expect(code).toBe('INPUT_AMBIGUOUS')
    expect(text).toContain('chat_003 (1 page)\nchat_010 (1 page)')
    const {messages} = await readFiles(files, {timezone: 'UTC', channels: ['chat_010']})
    expect(messages.map(({conversation}) => conversation)).toEqual(['Club-2'])
  })

  it('give what was saved to the one who saved it, with its author, as JSON does', async () => {
    const {messages} = await readFiles(files, {timezone: 'UTC', kinds: ['saved']})
    const saved = messages.filter(({conversation}) => conversation === 'Ada Example')
    expect(saved.map(({sender, text}) => [sender, text])).toEqual([
      ['Ada Example', 'note'],
      ['Ada Example', '[forwarded from Some Channel]\nkept'],
    ])
  })
})

it('gives the same messages as the JSON export of the same chat', async () => {
  const posts = [
    message(1, {
      text: [
        'see ',
        {type: 'text_link', text: 'docs', href: 'https://example.com/Кот'},
        {type: 'pre', text: 'x\n'},
        {type: 'mention', text: '@ada'},
        '',
      ],
    }),
    message(2, {
      from: 'Ada Example',
      from_id: 'user1',
      reply_to_message_id: 1,
      text: [
        {type: 'bold', text: 'b & <c>\n"d"'},
        {type: 'hashtag', text: '#e'},
      ],
    }),
    message(3, {from: 'Ada Example', from_id: 'user1', forwarded_from: 'News', text: 'forwarded\n\ntext'}),
  ]
  const json = await readFiles({'result.json': chat(posts)})
  const date = (n: number) => `01.01.2024 00:00:0${n} UTC+00:00`
  const html = await readFiles({
    'messages.html': page(
      [
        entry({
          id: 1,
          date: date(1),
          from: 'Bob Sample ',
          text: 'see <a href="https://example.com/%D0%9A%D0%BE%D1%82">docs</a><pre>x<br></pre><a href="https://t.me/ada">@ada</a>',
        }),
        entry({
          id: 2,
          date: date(2),
          inside: '<div class="reply_to details">In reply to <a href="#go_to_message1">this message</a></div>',
          text: '<strong>b &amp; &lt;c&gt;<br>&quot;d&quot;</strong><a href="" onclick="return ShowHashtag(&quot;e&quot;)">#e</a>',
        }),
        entry({id: 3, date: date(3), joined: true, forwarded: 'News', text: 'forwarded<br><br>text'}),
      ],
      'Bob Sample ',
    ),
  })
  const same = ({messages}: typeof json) => messages.map(({id, at, text, replyTo}) => ({id, at, text, replyTo}))
  expect(same(html)).toEqual(same(json))
  expect(same(json)[0]?.text).toContain('docs (https://example.com/%D0')
})
