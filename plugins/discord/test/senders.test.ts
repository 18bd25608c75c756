import {describe, expect, it} from 'vitest'
import {parseCsvAuthor} from '../src/csv/author.js'
import {ANN, message, ROBOT} from './exporter-json.js'
import {codes, readMessage, readMessages} from './read-files.js'

const HOOK = {id: '777777777777777777', name: 'Alice', discriminator: '0000', nickname: 'Alice', isBot: true, roles: []}

describe('senders', () => {
  it.each([
    ['#32 the nickname is the name', ANN, 'Ann'],
    ['#33 a nickname of null', {...ANN, nickname: null}, 'ann_99'],
    ['#33 no nickname', {id: ANN.id, name: 'ann_99', isBot: false}, 'ann_99'],
    ['#33 an empty nickname', {...ANN, nickname: ''}, 'ann_99'],
    ['#35 no tag is added, whatever it is', {...ANN, nickname: null, discriminator: '0000'}, 'ann_99'],
    ['an id alone', {id: ANN.id}, ANN.id],
  ])('%s', async (_, author, name) => {
    const {messages, people} = await readMessages([message({author})])
    expect(messages[0]).toMatchObject({sender: ANN.id, senderName: name})
    expect(people).toMatchObject([{id: ANN.id, name}])
  })

  it('#34 are told apart by id when they were deleted', async () => {
    const deleted = (id: string) => ({
      id,
      name: 'Deleted User',
      discriminator: '0000',
      nickname: 'Deleted User',
      isBot: false,
    })
    const {people} = await readMessages([message({author: deleted('4')}), message({author: deleted('5')})])
    expect(people.map(({id, name}) => [id, name])).toEqual([
      ['4', 'Deleted User'],
      ['5', 'Deleted User'],
    ])
  })

  it('#36 bots and webhooks are programs', async () => {
    const {messages, people} = await readMessages([message({author: ROBOT}), message({author: HOOK})])
    expect(messages.map(({bot}) => bot)).toEqual([true, true])
    expect(people.map(({bot}) => bot)).toEqual([true, true])
  })

  it('#36 webhooks are people when the user says so, bots stay bots', async () => {
    const {messages} = await readMessages([message({author: ROBOT}), message({author: HOOK})], {webhooks: 'people'})
    expect(messages.map(({bot}) => bot)).toEqual([true, undefined])
  })

  it('#37 a webhook has the name that each message shows', async () => {
    const {messages, people} = await readMessages([
      message({author: HOOK}),
      message({author: {...HOOK, name: 'Bob', nickname: 'Bob'}}),
    ])
    expect(messages.map(({sender, senderName}) => [sender, senderName])).toEqual([
      [HOOK.id, 'Alice'],
      [HOOK.id, 'Bob'],
    ])
    expect(people).toHaveLength(1)
  })

  it('#37 the names of a webhook are different people on request', async () => {
    const messages = [message({author: HOOK}), message({author: {...HOOK, name: 'Bob', nickname: 'Bob'}})]
    const result = await readMessages(messages, {webhooks: 'people'})
    expect(result.people).toMatchObject([
      {id: `${HOOK.id}:Alice`, name: 'Alice'},
      {id: `${HOOK.id}:Bob`, name: 'Bob'},
    ])
    expect(result.messages[1]!.sender).toBe(`${HOOK.id}:Bob`)
  })

  it.each([[null], [undefined], [{}], [{id: '', name: ''}]])(
    '#41 an author of %j is unknown, and counted',
    async (author) => {
      const result = await readMessages([message({author})])
      expect(result.messages).toMatchObject([{sender: 'unknown', senderName: 'Unknown'}])
      expect(result.people).toMatchObject([{id: 'unknown', local: true}])
      expect(codes(result)).toEqual(['no-author'])
    },
  )

  it('are known by name inside the export when they have no id', async () => {
    const {people} = await readMessages([message({author: {name: 'Zoë'}})])
    expect(people).toMatchObject([{id: 'Zoë', name: 'Zoë', local: true}])
  })

  it('change their name for good when a later message shows another', async () => {
    const {people} = await readMessages([message(), message({author: {...ANN, nickname: 'Annie'}})])
    expect(people.map(({name}) => name)).toEqual(['Ann', 'Annie'])
  })

  it('keep ids that were written as numbers', async () => {
    expect((await readMessage(message({author: {...ANN, id: 12345}}))).sender).toBe('12345')
  })
})

describe('parseCsvAuthor', () => {
  it.each([
    ['#35 leading zeros of a tag', 'Ann#0042', {name: 'Ann', tag: '0042', isWebhook: false}],
    ['#38 a webhook', 'GitHub#0000', {name: 'GitHub', tag: '0000', isWebhook: true}],
    ['#38 a deleted account', 'Deleted User#0000', {name: 'Deleted User', tag: '0000', isWebhook: false}],
    ['#39 a name of the new style', 'ann_99', {name: 'ann_99', isWebhook: false}],
    ['#39 a name with # in it', 'c#dev#1234', {name: 'c#dev', tag: '1234', isWebhook: false}],
    ['#39 a name that ends in # and letters', 'team#dev', {name: 'team#dev', isWebhook: false}],
  ])('%s', (_, cell, author) => {
    expect(parseCsvAuthor(cell)).toEqual(author)
  })
})
