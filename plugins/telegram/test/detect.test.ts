import type {InputFile, InputTree} from '@everport/plugin-kit'
import {describe, expect, it} from 'vitest'
import {telegram} from '../src/index.js'
import {entry, page} from './page.js'
import {treeOf} from './read-export.js'
import {account, chat, group, message} from './result-json.js'

const detect = (files: Record<string, unknown>) => telegram.detect(treeOf(files))

describe('detection', () => {
  it.each([
    [
      'the export of a chat',
      {'result.json': chat([message(1)])},
      'certain',
      'the export of one chat as JSON (result.json)',
    ],
    [
      'an account export',
      {'result.json': account([chat([message(1)])])},
      'certain',
      'an account export as JSON (result.json)',
    ],
    [
      'a file under another name',
      {'my chat.json': group([message(1)])},
      'certain',
      'the export of one chat as JSON (my chat.json)',
    ],
    [
      'an export in its folder',
      {'ChatExport_2024-01-01/result.json': chat([])},
      'certain',
      'the export of one chat as JSON (ChatExport_2024-01-01/result.json)',
    ],
    [
      'an account whose chats begin late',
      {
        'result.json': account([], {
          contacts: {list: Array.from({length: 3000}, (_, i) => ({user_id: i, first_name: 'Name'}))},
        }),
      },
      'certain',
      'an account export as JSON (result.json)',
    ],
    [
      'sorted keys',
      {'result.json': {id: 1, messages: [message(1)], name: 'x', type: 'personal_chat'}},
      'certain',
      'the export of one chat as JSON (result.json)',
    ],
    [
      'messages alone',
      {'x.json': {messages: [{type: 'message', date_unixtime: '1', from: 'A', text: ''}]}},
      'likely',
      'the export of one chat as JSON (x.json)',
    ],
    [
      'several exports',
      {'a/result.json': chat([]), 'b/result (1).json': chat([])},
      'certain',
      'the export of one chat as JSON (a/result.json and 1 more)',
    ],
    [
      'pages',
      {'messages.html': page([entry({id: 1, text: 'x'})]), 'messages2.html': page([])},
      'certain',
      'HTML pages of one chat (2 of messages)',
    ],
    ['a page under another name', {'chat.html': page([])}, 'certain', 'HTML pages of one chat (1 of messages)'],
    [
      'pages of an account',
      {'chats/chat_001/messages.html': page([]), 'chats/chat_002/messages.html': page([])},
      'certain',
      'HTML pages of 2 chats (2 of messages)',
    ],
    [
      'both formats',
      {'result.json': chat([]), 'messages.html': page([])},
      'certain',
      'the export of one chat as JSON (result.json); its HTML pages are left out',
    ],
  ])('recognises %s', async (_, files, confidence, why) => {
    expect(await detect(files)).toEqual({confidence, why})
  })

  it.each([
    ['nothing', {}],
    ['a text', {'notes.txt': 'hello'}],
    ['another JSON', {'package.json': {name: 'x', version: '1'}}],
    ['a list', {'target.json': [{timestamp: '2018-12-05T10:39:10', author: 'A', message: 'x'}]}],
    [
      'an export of Discord',
      {'x.json': {guild: {id: '1'}, channel: {id: '2', type: 'GuildTextChat'}, messages: [{id: '1', type: 'Default'}]}},
    ],
    [
      'an export of Instagram',
      {
        'message_1.json': {
          participants: [{name: 'A'}],
          messages: [{sender_name: 'A', timestamp_ms: 1, content: 'x'}],
          thread_path: 'inbox/a',
        },
      },
    ],
    [
      'a file of ChatLab',
      {'x.json': {chatlab: {version: '1'}, messages: [{type: 'message', date_unixtime: '1', from: 'x'}]}},
    ],
    [
      'pages of another program',
      {'messages.html': '<html><head><title>Messages</title></head><body><div class="history"></div></body></html>'},
    ],
    ['a JSON that is none', {'result.json': 'hello'}],
  ])('does not recognise %s', async (_, files) => {
    expect(await detect(files)).toMatchObject({confidence: 'no'})
    expect(await detect(files)).not.toHaveProperty('refused')
  })

  it.each([
    ['an account without chats', {'export_results.html': '<html></html>'}, 'tick "Personal chats"'],
    [
      'a dump of a client library',
      {'x.json': {messages: [{_: 'Message', id: 1, peer_id: {}}]}},
      'Telethon or Pyrogram',
    ],
    ['updates of a bot', {'x.json': {result: [{update_id: 1, message: {message_id: 1}}]}}, 'updates of a Telegram bot'],
  ])('refuses %s with advice', async (_, files, advice) => {
    expect(await detect(files)).toEqual({confidence: 'no', refused: true, why: expect.stringContaining(advice)})
  })

  it.each([
    ['a channel of another platform', {guild: {id: '1'}, channel: {id: '2'}}],
    ['another archive of chats', {chatlab: {version: '1'}}],
    ['the inbox of a social network', {thread_path: 'inbox/x', participants: []}],
  ])('leaves %s to others, though its messages have fields of the same names', async (_, fields) => {
    const messages = [{id: 1, date_unixtime: '1', from: 'x', from_id: 'user1'}]
    expect(await detect({'x.json': {messages}})).toMatchObject({confidence: 'certain'})
    expect(await detect({'x.json': {...fields, messages}})).toMatchObject({confidence: 'no'})
  })

  it('reads at most 64 KB of any file, and no more than a few', async () => {
    const read = new Map<string, number>()
    const watch = (file: InputFile): InputFile => ({
      ...file,
      path: file.path,
      size: file.size,
      async head(length) {
        read.set(file.path, (read.get(file.path) ?? 0) + length)
        return file.head(length)
      },
      bytes: () => Promise.reject(new Error('read whole')),
      chunks: () => {
        throw new Error('read whole')
      },
    })
    const files = Object.fromEntries(Array.from({length: 500}, (_, i) => [`${i}.json`, {large: 'x'.repeat(100_000)}]))
    const inner = treeOf({...files, 'b.html': 'x'})
    const tree: InputTree = {...inner, files: async () => (await inner.files()).map(watch), file: async () => undefined}
    expect(await telegram.detect(tree)).toMatchObject({confidence: 'no'})
    expect(Math.max(...read.values())).toBeLessThanOrEqual(2 * 64 * 1024)
    expect(read.size).toBeLessThan(50)
  })

  it('does not fail on a file that cannot be read', async () => {
    const inner = treeOf({'result.json': 'x'})
    const file = {
      ...(await inner.files())[0]!,
      path: 'result.json',
      size: 1,
      head: () => Promise.reject(new Error('gone')),
    } as InputFile
    expect(await telegram.detect({...inner, files: async () => [file]})).toMatchObject({confidence: 'no'})
  })
})
