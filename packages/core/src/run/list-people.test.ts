import {describe, expect, it} from 'vitest'
import {ImportOptions} from '../config/import-options.js'
import type {SourceRecord} from '../model/record.js'
import {chat, NOON, recordExport} from '../testing/record-source.js'
import {listPeople} from './list-people.js'

const list = (records: SourceRecord[], options: Partial<ImportOptions> = {}) =>
  listPeople(
    {from: recordExport(records), options: ImportOptions.parse(options)},
    {signal: new AbortController().signal, emit: () => {}},
  )

describe('everyone in an export', () => {
  it('is listed with counts and dates, the most talkative first', async () => {
    const people = await list([
      {type: 'person', id: 'bob', name: 'Bob', email: 'bob@example.com', handle: 'bobby'},
      ...chat('garden', ['one', 'two', 'three']),
    ])
    expect(people).toEqual([
      {
        source: 'memo',
        native: 'memo-ann',
        id: 'memo-ann',
        name: 'ann',
        bot: false,
        messages: 2,
        first: NOON,
        last: NOON + 120_000,
      },
      expect.objectContaining({
        native: 'memo-bob',
        name: 'Bob',
        email: 'bob@example.com',
        handle: 'bobby',
        messages: 1,
      }),
    ])
  })

  it('those who wrote nothing are there too', async () => {
    const people = await list([{type: 'person', id: 'eve', name: 'Eve'}, ...chat('garden', ['one'])])
    expect(people[1]).toEqual({
      source: 'memo',
      native: 'memo-eve',
      id: 'memo-eve',
      name: 'Eve',
      bot: false,
      messages: 0,
    })
  })

  it('a later record without an e-mail takes none away', async () => {
    const people = await list([
      {type: 'person', id: 'eve', name: 'Eve', email: 'eve@example.com'},
      {type: 'person', id: 'eve', name: 'Eva'},
    ])
    expect(people).toMatchObject([{name: 'Eva', email: 'eve@example.com'}])
  })

  it('somebody without a record is called as on their messages', async () => {
    expect(await list(chat('garden', [{text: 'one', senderName: 'Ann Lee'}]))).toMatchObject([
      {native: 'memo-ann', name: 'Ann Lee'},
    ])
  })

  it('bots are counted whatever is done with their messages', async () => {
    const people = await list(chat('garden', [{text: 'beep', bot: true}, 'two']), {bots: 'drop'})
    expect(people).toMatchObject([
      {native: 'memo-ann', bot: true, messages: 1},
      {native: 'memo-bob', bot: false, messages: 1},
    ])
  })

  it('those of an identity stand under its id, each with their own native id', async () => {
    const people = await list(chat('garden', ['one', 'two']), {
      identities: [{id: 'both', name: 'Both', is: ['memo-ann', 'memo-bob', 'csv-x']}],
    })
    expect(people.map(({id, name, native}) => [id, name, native])).toEqual([
      ['both', 'Both', 'memo-ann'],
      ['both', 'Both', 'memo-bob'],
    ])
  })

  it('counts what would be imported', async () => {
    expect(await list(chat('garden', ['one', 'two', 'three']), {until: '2024-03-01T12:01:00Z'})).toMatchObject([
      {native: 'memo-ann', messages: 1},
    ])
  })
})
