import {CONTRACT, defineSource} from '@everport/plugin-kit'
import {describeSource, generatedTree, readAll} from '@everport/plugin-kit/testing'
import {expect, it} from 'vitest'
import {z} from 'zod'
import {read} from './read.js'

// The example of docs/adding-a-source.md for exports that are one large document.
const START = Date.UTC(2024, 0, 1)
const EXPORT = {
  rooms: [
    {
      id: 'r-garden',
      title: 'Garden club',
      messages: [
        {id: 1, from: 'ann', at: START, text: 'Who has seeds?'},
        {id: 2, from: 'bob', at: START + 1000, text: 'I do'},
      ],
    },
    {messages: [{id: 1, from: 'ann', at: START, text: 'Late id'}], title: 'Kitchen', id: 'r-kitchen'},
  ],
}

const rooms = defineSource({
  contract: CONTRACT,
  id: 'rooms',
  name: 'Rooms',
  formats: ['chats.json'],
  options: z.strictObject({}),
  losses: [],
  skips: {'bad-message': 'it is no message, or is damaged', 'no-room': 'its room has no id'},
  async detect(tree) {
    const head = await (await tree.file('chats.json'))?.head(1000).catch(() => undefined)
    const isOurs = head !== undefined && /^\s*\{\s*"rooms"/.test(Buffer.from(head).toString())
    return isOurs ? {confidence: 'certain', why: 'chats.json with rooms'} : {confidence: 'no', why: 'no chats.json'}
  },
  read,
})

describeSource(rooms, {
  fixtures: [{'chats.json': JSON.stringify(EXPORT, null, 1)}],
  generate: (count) =>
    generatedTree({
      *'chats.json'() {
        yield '{"rooms": [{"id": "r1", "messages": ['
        for (let id = 1; id <= count; id++)
          yield `${id === 1 ? '' : ','}${JSON.stringify({id, from: 'ann', at: START + id, text: `message ${id} of a long conversation that goes on`})}`
        yield ']}]}'
      },
    }),
})

it('finds the room of a message, wherever its id stands', async () => {
  const {conversations, messages} = await readAll(rooms, generatedTree({'chats.json': () => [JSON.stringify(EXPORT)]}))
  expect(conversations.map(({id, name}) => [id, name])).toEqual([
    ['r-garden', 'Garden club'],
    ['r-kitchen', 'Kitchen'],
  ])
  expect(messages.map(({conversation, id}) => [conversation, id])).toEqual([
    ['r-garden', '1'],
    ['r-garden', '2'],
    ['r-kitchen', '1'],
  ])
})
