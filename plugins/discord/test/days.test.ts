import {describe, expect, it} from 'vitest'
import {readFiles, staged, texts} from './read-files.js'

const row = (fields: object = {}) => ({
  author: 'ann',
  category: 'Research',
  parent: '',
  content: 'hi',
  created_at: '2020-09-14T11:29:42.624000+00:00',
  attachments: null,
  ...fields,
})
const day = (...rows: object[]) => JSON.stringify(rows)

describe('an archive of day files', () => {
  it('has a conversation for each folder, known by its path', async () => {
    const {conversations, people, messages} = await readFiles({
      '🔬-science/2020-09-14.json': day(row()),
      '🔬-science/2020-09-15.json': day(row({created_at: '2020-09-15T11:29:42+00:00', content: 'next'})),
      'general/2020-09-14.json': day(row({author: 'bob'})),
    })
    expect(conversations.map(({id, name, kind, local}) => [id, name, kind, local])).toEqual([
      ['general', 'general', 'group', true],
      ['🔬-science', '🔬-science', 'group', true],
    ])
    expect(people).toMatchObject([
      {id: 'bob', local: true},
      {id: 'ann', local: true},
    ])
    expect(messages.map(({conversation, at, text}) => [conversation, at, text])).toEqual([
      ['general', 1600082982624, 'hi'],
      ['🔬-science', 1600082982624, 'hi'],
      ['🔬-science', Date.UTC(2020, 8, 15, 11, 29, 42), 'next'],
    ])
  })

  it('joins threads to their channel', async () => {
    const files = {
      'general/2020-09-14.json': day(row({content: 'a'})),
      'general/_threads/plans/2020-09-15.json': day(
        row({content: 'b', parent: 'general'}),
        row({content: 'c', parent: 'general'}),
      ),
    }
    const {messages} = await readFiles(files)
    const [, first, second] = messages
    expect(messages.map(({conversation}) => conversation)).toEqual(['general', 'general', 'general'])
    expect([first!.thread, second!.thread]).toEqual([undefined, first!.id])
    const own = await readFiles(files, {threads: 'own'})
    expect(own.conversations.map(({name}) => name)).toEqual(['general', 'general / plans'])
  })

  it('tells equal messages of one moment apart, the same way each time', async () => {
    const files = {'general/2020-09-14.json': day(row(), row(), row({content: 'other'}))}
    const [once, again] = [
      await readFiles(files),
      await readFiles({'general/2020-09-14.json': day(row(), row(), row({content: 'other'}), row())}),
    ]
    const ids = once.messages.map(({id}) => id)
    expect(new Set(ids).size).toBe(3)
    expect(again.messages.map(({id}) => id).slice(0, 3)).toEqual(ids)
    expect(texts(staged(once.messages))).toEqual(['hi', 'hi', 'other'])
  })

  it('has attachments by the names that people gave them', async () => {
    const attachments = [{type: 'image/png', origin_name: 'SPOILER_plot.png', content: 'ab12'}]
    const {messages} = await readFiles({'general/2020-09-14.json': day(row({content: '', attachments}))})
    expect(messages[0]!.attachments).toEqual([{kind: 'image', name: 'plot.png'}])
  })

  it('is one channel when the folder of a channel is given', async () => {
    const {conversations} = await readFiles(
      {'2020-09-14.json': day(row()), '2020-09-15.json': day(row())},
      {},
      {name: 'science.zip'},
    )
    expect(conversations).toMatchObject([{id: 'science', name: 'science'}])
  })

  it('counts what has no time', async () => {
    const result = await readFiles({'general/2020-09-14.json': day(row(), row({created_at: null}))})
    expect(result.skips).toMatchObject([{reason: 'no-time', place: {file: 'general/2020-09-14.json', record: 2}}])
  })
})
