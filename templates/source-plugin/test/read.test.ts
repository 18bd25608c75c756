import {join} from 'node:path'
import {memoryTree, openInput} from '@everport/plugin-kit'
import {readAll} from '@everport/plugin-kit/testing'
import {describe, expect, it} from 'vitest'
import {source} from '../src/index.js'

const loft = () => openInput(join(import.meta.dirname, 'fixtures/loft'))

describe('a loft', () => {
  it('has people, and says who of them is a program', async () => {
    const {people} = await readAll(source, await loft())
    expect(people).toEqual([
      {type: 'person', id: 'ann', name: 'Ann Lee'},
      {type: 'person', id: 'bob', name: 'Bob'},
      {type: 'person', id: 'coo', name: 'Coo the reminder', bot: true},
    ])
  })

  it('has conversations of several people and of two', async () => {
    const {conversations} = await readAll(source, await loft())
    expect(conversations).toEqual([
      {type: 'conversation', id: 'ann-bob-19c2', kind: 'direct', name: 'Ann Lee and Bob', people: ['ann', 'bob']},
      {type: 'conversation', id: 'garden-7f3a', kind: 'group', name: 'Garden club', people: ['ann', 'bob', 'cleo']},
    ])
  })

  it('has messages with answers, attachments and edits', async () => {
    const {messages} = await readAll(source, await loft(), {rooms: ['garden-7f3a']})
    expect(messages.map(({id, text}) => [id, text])).toEqual([
      ['1', 'Who has tomato seeds? @Bob?'],
      ['2', 'Here is my list'],
      ['4', 'See the guide (https://example.org/seeds)'],
      ['5', 'Water the seedlings today'],
    ])
    expect(messages[1]).toMatchObject({
      replyTo: '1',
      attachments: [{kind: 'file', name: 'seeds.pdf', uri: 'files/seeds.pdf'}],
      place: {file: 'rooms/garden-7f3a.jsonl', line: 3},
    })
    expect(messages[2]).toMatchObject({
      at: Date.UTC(2024, 2, 1, 9, 2, 0, 250),
      editedAt: Date.UTC(2024, 2, 1, 9, 5),
    })
  })

  it('counts what is no message, and says where it stands', async () => {
    const {skips} = await readAll(source, await loft())
    expect(skips.map(({place, reason}) => [reason, place?.line])).toEqual([
      ['event', 4],
      ['bad-time', 7],
      ['bad-line', 8],
    ])
  })
})

it('goes on without names when people.json is damaged', async () => {
  const tree = memoryTree({
    'people.json': '[{"id": "ann"',
    'rooms/a.jsonl': '{"title":"A"}\n{"id":1,"from":"ann","at":"2024-03-01T09:00:00Z","text":"hello @ann"}\n',
  })
  const {messages, notices} = await readAll(source, tree)
  expect(messages.map(({sender, text}) => [sender, text])).toEqual([['ann', 'hello @ann']])
  expect(notices.map(({code}) => code)).toEqual(['unreadable-people'])
})

it('says so when a room that was asked for is not there', async () => {
  const {messages, notices} = await readAll(source, await loft(), {rooms: ['gardn']})
  expect(messages).toEqual([])
  expect(notices).toEqual([{code: 'unknown-room', message: 'There is no room gardn: check the spelling.'}])
})

it('refuses what holds no rooms with a sentence', async () => {
  await expect(readAll(source, memoryTree({'notes.txt': ''}))).rejects.toMatchObject({
    code: 'INPUT_UNRECOGNISED',
    message: 'export holds no rooms of Pigeon (rooms/*.jsonl).',
  })
})
